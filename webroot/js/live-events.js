// @ts-check
// Fetched where no WebSocket gets through.
const EVENTS = ['created', 'edited', 'corrected', 'outcome', 'deleted', 'skipped'];

/** Server-sent events behind as much of a socket's face as is needed here; `deaf` to the status. @param {string} address at which the bus would tell them */
export function eventSocket(address) {
  const source = new EventSource('/api/v1/live/sse');
  const socket = {
    deaf: true,
    get readyState() {
      return source.readyState;
    },
    send() {},
    close: () => source.close(),
    onopen: () => {},
    onmessage: (/** @type {{ data: string }} */ _frame) => {},
    onclose: () => {},
  };
  source.addEventListener('subscribed', () => socket.onopen());
  for (const event of EVENTS) {
    source.addEventListener(`signal.${event}`, ({ data }) =>
      socket.onmessage({ data: `{"type":"rec","address":"${address}","body":${data}}` }),
    );
  }
  source.onerror = () => {
    source.close();
    socket.onclose();
  };
  return socket;
}
