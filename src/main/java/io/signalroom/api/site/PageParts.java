package io.signalroom.api.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page carries for its modules. Only for its own ones: a page does not grow when another one does.
 *
 * @param imports its import map
 * @param sources of its modules
 * @param sprite the icons of what it shows at once; what is loaded later takes its own from {@code /assets/icons.svg}
 */
record PageParts(ImportMap imports, List<String> sources, String sprite) {

    /**
     * The parts of a page.
     *
     * @param markup its HTML and the layout, where icons may stand too
     */
    static PageParts of(Page page, String markup, ModuleGraph modules, Libraries libraries) {
        var scripts = modules.everReached(page.module());
        List<String> sources = scripts.values().stream()
                .map(script -> script.plain().toString(StandardCharsets.UTF_8))
                .toList();
        List<String> drawing = new ArrayList<>(modules.plain(modules.ahead(page)));
        drawing.add(markup);
        Page.navigation().forEach(each -> drawing.add("#i-" + each.icon()));
        return new PageParts(
                new ImportMap(libraries, scripts),
                sources,
                IconSprite.of(IconSprite.mentioned(drawing), libraries.get("lucide-static")));
    }
}
