package org.sgvae.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonValue;

/** A report as one HTML file that needs nothing beside it. */
final class ReportPage {
    private static final int ROWS_SHOWN = 24; // of a figure's numbers; all are in its CSV
    private static final int FACTS_SHOWN = 6;

    private final List<List<String>> facts;
    private final List<ReportSection> sections;
    private final List<JsonValue> walks;
    private final String whyNoWalk;
    private final StringBuilder html = new StringBuilder();

    ReportPage(List<List<String>> facts, List<ReportSection> sections, List<JsonValue> walks, String whyNoWalk) {
        this.facts = facts;
        this.sections = sections;
        this.walks = walks;
        this.whyNoWalk = whyNoWalk;
    }

    String html() throws IOException {
        String script = PageResource.text("graph.js") + PageResource.text("walk.js");
        String name = String.join(", ", facts.get(0).subList(1, facts.get(0).size()));
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src ")
                .append(Html.hash(script))
                .append("\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\"><title>")
                .append(Html.escape("Report: " + name))
                .append("</title><style>")
                .append(PageResource.style())
                .append("</style></head><body><a class=\"skip\" href=\"#main\">To the content</a><header><h1>")
                .append(Html.escape(name))
                .append("</h1><nav aria-label=\"Sections\"><ul>");
        if (!walks.isEmpty()) {
            html.append("<li><a href=\"#walk\">The walk</a></li>");
        }
        sections.forEach(section -> html.append("<li><a href=\"#")
                .append(section.id())
                .append("\">")
                .append(Html.escape(section.title()))
                .append("</a></li>"));
        html.append("</ul></nav></header><main id=\"main\"><section id=\"facts\"><h2>At a glance</h2>")
                .append(Html.table(facts.subList(0, Math.min(FACTS_SHOWN, facts.size()))));
        if (facts.size() > FACTS_SHOWN) {
            html.append("<details><summary>What evaluate measured</summary>")
                    .append(Html.table(Stream.concat(
                                    facts.subList(0, 1).stream(), facts.subList(FACTS_SHOWN, facts.size()).stream())
                            .toList()))
                    .append("</details>");
        }
        html.append("</section>");
        walk();
        for (ReportSection section : sections) {
            html.append("<section id=\"").append(section.id()).append("\"><h2>");
            html.append(Html.escape(section.title())).append("</h2><p>");
            html.append(Html.escape(section.text())).append("</p>");
            for (ReportFigure figure : section.figures()) {
                figure(figure);
            }
            html.append("</section>");
        }
        return html.append("</main><script>")
                .append(script)
                .append("</script></body></html>\n")
                .toString();
    }

    private void figure(ReportFigure figure) throws IOException {
        html.append("<figure id=\"figure-").append(figure.id()).append("\"><h3>");
        html.append(Html.escape(figure.title())).append("</h3>");
        html.append("<div style=\"max-width:")
                .append(figure.figure().totalWidth())
                .append("px\">");
        html.append(figure.figure().inlineSvg(figure.id())).append("</div>");
        html.append("<figcaption>").append(Html.escape(figure.summary())).append(" Files: ");
        for (String ending : List.of("csv", "png", "svg")) {
            html.append("<a href=\"")
                    .append(figure.id())
                    .append('.')
                    .append(ending)
                    .append("\">");
            html.append(ending.toUpperCase(Locale.ROOT)).append("</a> ");
        }
        List<List<String>> rows = figure.csv().rows();
        html.append("</figcaption><details><summary>Numbers of this figure</summary>");
        if (rows.size() > ROWS_SHOWN) {
            html.append("<p>The first ").append(ROWS_SHOWN - 1).append(" of ");
            html.append(rows.size() - 1).append(" rows; all are in the CSV file.</p>");
        }
        html.append(Html.table(rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))));
        html.append("</details></figure>");
    }

    private void walk() {
        html.append("<section id=\"walk\"><h2>The walk: one graph taken apart and built again</h2>");
        if (walks.isEmpty()) {
            html.append("<p>").append(Html.escape(whyNoWalk)).append("</p></section>");
            return;
        }
        html.append(PageResource.text("walk.html"))
                .append("<script type=\"application/json\" id=\"walk-data\">")
                .append(Html.json(new JsonArray(walks)))
                .append("</script><script type=\"application/json\" id=\"walk-formulas\">")
                .append(PageResource.text("formulas.json").replace("<", "\\u003c"))
                .append("</script></section>");
    }
}
