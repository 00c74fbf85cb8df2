package org.sgvae.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What is around the body of every page: the list of pages, and from lesson to lesson the way on. */
final class Menu {
    private static final Comparator<MarkdownPage> ORDER = Comparator.comparing(
                    (MarkdownPage page) -> name(page).equals("index.md") ? 0 : isLesson(page) ? 1 : 2)
            .thenComparing(Menu::name);

    private final List<MarkdownPage> pages;

    Menu(List<MarkdownPage> pages) {
        this.pages = pages.stream().sorted(ORDER).toList();
    }

    private static String name(MarkdownPage page) {
        return page.file().getFileName().toString();
    }

    private static boolean isLesson(MarkdownPage page) {
        return name(page).startsWith("lesson-");
    }

    /** {@return a page of HTML that is also XML; {@code link} gives the address of a file of the repository} */
    String page(Path file, String title, String body, Function<Path, String> link) {
        StringBuilder menu = new StringBuilder();
        for (MarkdownPage page : pages) {
            menu.append("<li>").append(anchor(page, page.file().equals(file), link));
            menu.append("</li>\n");
        }
        menu.append("<li><a href=\"").append(link.apply(Path.of("README.md"))).append("\">README</a></li>\n");
        return """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="UTF-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>%s</title>
                <link rel="stylesheet" href="%s" />
                </head>
                <body>
                <nav aria-label="Pages">
                <ul>
                %s</ul>
                </nav>
                <main>
                %s%s</main>
                </body>
                </html>
                """.formatted(
                        SourcePage.escape(title),
                        link.apply(Path.of("src/site/resources/site.css")),
                        menu,
                        body,
                        neighbours(file, link));
    }

    private static String anchor(MarkdownPage page, boolean current, Function<Path, String> link) {
        return "<a href=\"" + link.apply(page.file()) + "\"" + (current ? " aria-current=\"page\"" : "") + ">"
                + SourcePage.escape(page.title()) + "</a>";
    }

    private String neighbours(Path file, Function<Path, String> link) {
        List<MarkdownPage> lessons = pages.stream().filter(Menu::isLesson).toList();
        List<String> ways = new ArrayList<>();
        for (int i = 0; i < lessons.size(); i++) {
            if (lessons.get(i).file().equals(file)) {
                if (i > 0) {
                    ways.add("Before: " + anchor(lessons.get(i - 1), false, link));
                }
                if (i + 1 < lessons.size()) {
                    ways.add("Next: " + anchor(lessons.get(i + 1), false, link));
                }
            }
        }
        return ways.isEmpty() ? "" : "<p class=\"ways\">" + String.join(" · ", ways) + "</p>\n";
    }
}
