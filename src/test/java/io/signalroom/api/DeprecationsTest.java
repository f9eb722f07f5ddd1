package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class DeprecationsTest {
    private static JsonObject contract(String deprecation) {
        return new JsonObject("""
                {"paths":{"/old":{"parameters":[],"get":{"operationId":"readOld","deprecated":true%s}},
                 "/new":{"get":{"operationId":"readNew"}}}}""".formatted(deprecation));
    }

    @Test
    void callers_are_told_since_when_until_when_and_what_instead() {
        Deprecations all = Deprecations.of(
                contract(
                        ",\"x-deprecation\":{\"since\":\"2026-11-01\",\"sunset\":\"2027-05-01\",\"instead\":\"/docs#readNew\"}"));
        MultiMap told = MultiMap.caseInsensitiveMultiMap();
        all.tell("readOld", told);
        assertThat(told.get("Deprecation")).isEqualTo("@1793491200");
        assertThat(told.get("Sunset")).isEqualTo("Sat, 1 May 2027 00:00:00 GMT");
        assertThat(told.get("Link")).isEqualTo("</docs#readNew>; rel=\"deprecation\"");
        MultiMap nothing = MultiMap.caseInsensitiveMultiMap();
        all.tell("readNew", nothing);
        assertThat(nothing.isEmpty()).isTrue();
    }

    @Test
    void a_contract_that_does_not_say_it_all_is_no_contract() {
        assertThatThrownBy(() -> Deprecations.of(contract("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("readOld")
                .hasMessageContaining("since");
    }
}
