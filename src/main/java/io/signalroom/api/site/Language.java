package io.signalroom.api.site;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of the site, each a file in {@code webroot/i18n}. A new one is a line here and that file. */
enum Language {
    EN,
    DE;

    /** Its code, as in the attribute {@code lang}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its file of texts in webroot. */
    String file() {
        return "i18n/" + code() + ".json";
    }

    /** Address of the texts of a family that modules fetch when they need them. */
    String words(String family) {
        return "/assets/words/" + code() + "/" + family + ".json";
    }

    /** What the visitor chose (the cookie {@code lang}), else what his browser asks for, else English. */
    static Language of(RoutingContext rc) {
        Cookie chosen = rc.request().getCookie("lang");
        Stream<String> asked = rc.acceptableLanguages().stream()
                .filter(language -> language.weight() > 0)
                .map(LanguageHeader::tag);
        return Stream.concat(Stream.ofNullable(chosen).map(Cookie::getValue), asked)
                .map(Language::ofCode)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(EN);
    }

    private static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equalsIgnoreCase(code))
                .findFirst();
    }
}
