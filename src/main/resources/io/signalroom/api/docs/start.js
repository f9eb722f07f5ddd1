/* Shows the contract, and sends what is tried out to the server this page came from, whatever port it listens on. */
const here = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (spec) => {
          const path = new URL(spec.servers[0].url).pathname;
          return update({ ...spec, servers: [{ url: location.origin + path }] });
        },
      },
    },
  },
});

window.SwaggerUIBundle({
  dom_id: "#docs",
  url: "/openapi.yaml",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  plugins: [here],
});
