package org.sgvae.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page in GitHub's Markdown. Formulas are written as GitHub reads them, {@code $`x_i`$} within a line and fenced as
 * {@code math} on lines of their own.
 *
 * @param file its place in the repository
 * @param text Markdown
 */
record MarkdownPage(Path file, String text) {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    static MarkdownPage read(Path root, Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(root.resolve(file)));
    }

    /** {@return the first heading, as text} */
    String title() {
        return text.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2).replace("`", ""))
                .orElse(file.toString());
    }

    /**
     * Converts the page.
     *
     * @param follow what a destination of a link or picture is called on the site
     * @param problems receives the formulas that cannot be converted
     * @return the body of an HTML page
     */
    String toHtml(UnaryOperator<String> follow, List<String> problems) {
        Node document = Parser.builder().extensions(EXTENSIONS).build().parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(follow.apply(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(follow.apply(image.getDestination()));
                visitChildren(image);
            }

            @Override
            public void visit(Code code) {
                if (code.getPrevious() instanceof Text before
                        && code.getNext() instanceof Text after
                        && before.getLiteral().endsWith("$")
                        && after.getLiteral().startsWith("$")) {
                    before.setLiteral(
                            before.getLiteral().substring(0, before.getLiteral().length() - 1));
                    after.setLiteral(after.getLiteral().substring(1));
                    HtmlInline math = new HtmlInline();
                    math.setLiteral(mathml(code.getLiteral(), false));
                    code.insertAfter(math);
                    code.unlink();
                }
            }

            @Override
            public void visit(FencedCodeBlock block) {
                if ("math".equals(block.getInfo())) {
                    HtmlBlock math = new HtmlBlock();
                    math.setLiteral(
                            "<p class=\"math\">" + mathml(block.getLiteral().strip(), true) + "</p>");
                    block.insertAfter(math);
                    block.unlink();
                }
            }

            private String mathml(String tex, boolean display) {
                try {
                    return Formula.toMathml(tex, display);
                } catch (IllegalArgumentException e) {
                    problems.add(file + ": " + e.getMessage());
                    return "";
                }
            }
        });
        return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(document);
    }
}
