package org.sgvae.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.sgvae.io.AtomicFile;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Panels of equal size in a grid, drawn as PNG and as SVG. */
public final class Figure {
    private static final int SHARPNESS = 2; // pixels of the PNG for a unit of length
    private static final int DECIMALS = 2; // of the SVG
    private static final String SVG = "http://www.w3.org/2000/svg";

    private final List<Drawing> panels;
    private final int columns;
    private final int width;
    private final int height;

    /**
     * Lays out panels.
     *
     * @param panels row by row, at least one
     * @param columns panels in a row
     * @param width width of a panel, in pixels of a plain screen
     * @param height its height
     */
    public Figure(List<? extends Drawing> panels, int columns, int width, int height) {
        this.panels = List.copyOf(panels);
        this.columns = Math.min(columns, panels.size());
        this.width = width;
        this.height = height;
    }

    /** Width, in pixels of a plain screen. */
    public int totalWidth() {
        return columns * width;
    }

    /** The numbers that all panels plot. */
    public List<Double> numbers() {
        return panels.stream().flatMap(panel -> panel.numbers().stream()).toList();
    }

    private int totalHeight() {
        return (panels.size() + columns - 1) / columns * height;
    }

    /**
     * Writes the figure twice.
     *
     * @param directory where to
     * @param name name of the files, without ending
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory, String name) throws IOException {
        writePng(directory.resolve(name + ".png"));
        AtomicFile.write(directory.resolve(name + ".svg"), svg());
    }

    private void writePng(Path file) throws IOException {
        BufferedImage image =
                new BufferedImage(SHARPNESS * totalWidth(), SHARPNESS * totalHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(SHARPNESS, SHARPNESS);
        paint(graphics);
        graphics.dispose();
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java writes no PNG");
            }
        });
    }

    /**
     * The figure as SVG. Text is drawn as outlines, so that it looks the same everywhere; the titles are in it as
     * text, too.
     */
    String svg() throws IOException {
        return svg(true);
    }

    /**
     * The figure as an element of a page: text as text, colours as the page's variables ({@link Palette#css}), as
     * wide as there is room.
     *
     * @param id begins all identifiers, so that they differ from those of other figures
     */
    public String inlineSvg(String id) throws IOException {
        String element = svg(false);
        element = element.substring(element.indexOf("<svg"))
                .replaceFirst(" width=\"\\d+\"", "")
                .replaceFirst(" height=\"\\d+\"", "")
                .replaceAll("\\bid=\"(\\w+)\"", "id=\"" + id + "-$1\"")
                .replaceAll("url\\(#(\\w+)\\)", "url(#" + id + "-$1)");
        return Palette.withVariables(element);
    }

    private String svg(boolean textAsShapes) throws IOException {
        Document document;
        try {
            document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java makes no XML documents", e);
        }
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        SVGGraphics2D graphics = new SVGGraphics2D(context, textAsShapes);
        paint(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + totalWidth() + " " + totalHeight());
        root.setAttribute("width", Integer.toString(totalWidth()));
        root.setAttribute("height", Integer.toString(totalHeight()));
        root.setAttribute("role", "img");
        Element title = document.createElementNS(SVG, "title");
        title.setTextContent(panels.stream().map(Drawing::title).collect(Collectors.joining("; ")));
        root.insertBefore(title, root.getFirstChild());
        StringWriter text = new StringWriter();
        graphics.stream(root, text, true, false);
        return text.toString();
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, totalWidth(), totalHeight());
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D part = (Graphics2D) graphics.create();
            part.translate(i % columns * width, i / columns * height);
            panels.get(i).paint(part, width, height);
            part.dispose();
        }
    }
}
