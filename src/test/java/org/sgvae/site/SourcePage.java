package org.sgvae.site;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files that are not Markdown, as HTML: every line of text is an anchor, as on GitHub {@code #L12}. */
final class SourcePage {
    private SourcePage() {}

    static String of(String text) {
        StringBuilder html = new StringBuilder("<pre class=\"source\">");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            html.append("<span id=\"L").append(i + 1).append("\">").append(escape(lines.get(i)));
            html.append("</span>\n");
        }
        return html.append("</pre>\n").toString();
    }

    /** {@return a list of a directory's files, those with a page linked} */
    static String ofDirectory(List<Path> entries, Function<Path, String> link) {
        return entries.stream()
                .map(entry -> {
                    String name = escape(entry.getFileName().toString());
                    return "<li>" + (hasPage(name) ? "<a href=\"" + link.apply(entry) + "\">" + name + "</a>" : name)
                            + "</li>\n";
                })
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    private static boolean hasPage(String name) {
        return name.endsWith(".java") || name.endsWith(".md");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
