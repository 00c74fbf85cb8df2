package org.sgvae.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureTest {
    private static final double[] X = {1, 2, 3};

    private static Figure figure(String other) {
        Panel first = new Panel("First", "time (s)", "height (m)")
                .line("curve", X, new double[] {1, 4, 9}, Palette.BLUE)
                .line(other, X, new double[] {2, 5, 8}, Palette.BLUE)
                .legendBelow();
        Panel second = new Panel("Second & last", "a", "b").points("dots", X, X, Palette.BROWN);
        return new Figure(List.of(first, second), 2, 300, 200);
    }

    @Test
    void svg_isXmlOfTheRightSizeWithTheTitles() throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((name, place) -> new InputSource(new StringReader(""))); // no network
        Element root = builder.parse(
                        new InputSource(new StringReader(figure("curve").svg())))
                .getDocumentElement();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 600 200");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("First; Second & last");
    }

    /** Counted by what is drawn in the colour of text. */
    @Test
    void legend_hasOneEntryForEachName() throws IOException {
        assertThat(texts(figure("curve"))).isEqualTo(texts(figure("another")) - 1);
    }

    private static long texts(Figure figure) throws IOException {
        return Pattern.compile("<path[^>]*transform=|rgb\\(38,38,38\\)")
                .matcher(figure.svg())
                .results()
                .count();
    }

    @Test
    void png_showsTheColoursOfTheSeries(@TempDir Path folder) throws IOException {
        figure("curve").write(folder, "both");
        BufferedImage image = ImageIO.read(folder.resolve("both.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat(pixels(image, 0, 600, Palette.BLUE)).isPositive();
        assertThat(pixels(image, 600, 1200, Palette.BLUE)).isZero();
        assertThat(pixels(image, 600, 1200, Palette.BROWN)).isPositive();
    }

    private static int pixels(BufferedImage image, int from, int to, Color color) {
        int count = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
