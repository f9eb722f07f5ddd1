package io.signalroom.api.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * A third-party package whose files come out of a jar on the class path.
 *
 * @param name how it is called in addresses, {@code /assets/lib/<name>/<version>/}
 * @param version as the build resolved it
 * @param root class path folder of its files, ends with a slash
 * @param licence SPDX name of its licence
 */
record Library(String name, String version, String root, String licence) {

    /** Everything the site may serve. A package that is not in this list cannot be reached. */
    static List<Library> all() {
        return List.of(
                mvnpm("lit", "org.mvnpm", "lit", "BSD-3-Clause"),
                mvnpm("lit-html", "org.mvnpm", "lit-html", "BSD-3-Clause"),
                mvnpm("lit-element", "org.mvnpm", "lit-element", "BSD-3-Clause"),
                mvnpm("reactive-element", "org.mvnpm.at.lit", "reactive-element", "BSD-3-Clause"),
                mvnpm("inter", "org.mvnpm.at.fontsource", "inter", "OFL-1.1"),
                webjar("chart.js", "org.webjars.npm", "chart.js", "MIT"),
                webjar("kurkle-color", "org.webjars.npm", "kurkle__color", "MIT"),
                webjar("lucide-static", "org.webjars.npm", "lucide-static", "ISC"),
                webjar("swagger-ui", "org.webjars", "swagger-ui", "Apache-2.0"));
    }

    /** Address of one of its files, for example {@code /assets/lib/lit/3.3.3/index.js}. */
    String address(String file) {
        return "/assets/lib/" + name + "/" + version + "/" + file;
    }

    /**
     * Content of one of its files. Blocks.
     *
     * @param file path below {@link #root}, already checked
     * @return null if there is none
     */
    byte[] read(String file) {
        return bytes(root + file);
    }

    private static Library mvnpm(String name, String group, String artifact, String licence) {
        String version = versionOf(group, artifact);
        return new Library(name, version, "META-INF/resources/_static/" + artifact + "/" + version + "/", licence);
    }

    private static Library webjar(String name, String group, String artifact, String licence) {
        String version = versionOf(group, artifact);
        return new Library(name, version, "META-INF/resources/webjars/" + artifact + "/" + version + "/", licence);
    }

    private static String versionOf(String group, String artifact) {
        String path = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(group + ":" + artifact + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String path) {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
