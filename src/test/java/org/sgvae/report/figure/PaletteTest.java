package org.sgvae.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.report.PageResource;

/** Contrast (WCAG 2) and colours as people with other colour vision see them, in the light scheme and in the dark one. */
class PaletteTest {
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;
    private static final int SERIES = 6;
    private static final int STEPS = 10;

    /** Linear sRGB as seen without one kind of cones (Machado, Oliveira and Fernandes 2009, severity 1). */
    private enum Vision {
        NORMAL(10, 1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(15, 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(15, 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(12, 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        final double least; // distance of two series

        @SuppressWarnings("ImmutableEnumChecker") // never written
        final double[] matrix;

        Vision(double least, double... matrix) {
            this.least = least;
            this.matrix = matrix;
        }

        /** CIE L*a*b* of a colour as it is seen. */
        double[] lab(Color color) {
            double[] rgb = {
                Palette.linear(color.getRed()), Palette.linear(color.getGreen()), Palette.linear(color.getBlue())
            };
            double[] seen = new double[3];
            for (int i = 0; i < 3; i++) {
                double sum = matrix[3 * i] * rgb[0] + matrix[3 * i + 1] * rgb[1] + matrix[3 * i + 2] * rgb[2];
                seen[i] = Math.max(0, Math.min(1, sum));
            }
            double x = cubeRoot((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
            double y = cubeRoot(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
            double z = cubeRoot((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }

        private static double cubeRoot(double t) {
            return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }

        double distance(Color a, Color b) {
            double[] first = lab(a);
            double[] second = lab(b);
            return Math.hypot(Math.hypot(first[0] - second[0], first[1] - second[1]), first[2] - second[2]);
        }
    }

    /** What the page shows in place of each colour. */
    private static Map<String, Color> shown(boolean dark) {
        return Pattern.compile("--c(\\w+):(#\\w+);")
                .matcher(Palette.css(dark))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> Color.decode(match.group(2))));
    }

    private static Color shown(Color color, boolean dark) {
        Color found = shown(dark).get(String.format("%06x", color.getRGB() & 0xFFFFFF));
        assertThat(found).as("variable of %s", color).isNotNull();
        return found;
    }

    private static List<Color> series(boolean dark) {
        return IntStream.range(0, SERIES)
                .mapToObj(i -> shown(Palette.series(i), dark))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void text_canBeRead(boolean dark) {
        Color page = shown(Color.WHITE, dark);
        assertThat(Palette.contrast(page, shown(Palette.TEXT, dark))).isGreaterThan(TEXT);
        List<Color> filled = new ArrayList<>();
        IntStream.range(0, SERIES).forEach(i -> filled.add(Palette.series(i)));
        IntStream.range(0, STEPS).forEach(i -> filled.add(Palette.step(i, STEPS)));
        for (Color color : filled) {
            assertThat(Palette.contrast(shown(color, dark), shown(Palette.textOn(color), dark)))
                    .as("text on %s", color)
                    .isGreaterThan(TEXT);
        }
    }

    /** The rule of graph.js for text on the ordered scale. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textOnTones_canBeRead(boolean dark) {
        int from = Integer.parseInt(PageResource.text("graph.js")
                .replaceAll(
                        "(?s).*toneStep\\(tone\\) >= (\\d+) \\? 'var\\(--c0b0b0b\\)' : 'var\\(--cfdfdfd\\)'.*", "$1"));
        for (int i = 0; i < STEPS; i++) {
            Color text = i >= from ? Palette.TEXT_ON_LIGHT : Palette.TEXT_ON_DARK;
            assertThat(Palette.contrast(shown(Palette.step(i, STEPS), dark), shown(text, dark)))
                    .as("tone %d", i)
                    .isGreaterThan(TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void series_standOutFromThePage(boolean dark) {
        assertThat(series(dark)).allMatch(color -> Palette.contrast(color, shown(Color.WHITE, dark)) > SHAPE);
    }

    @ParameterizedTest
    @EnumSource
    void series_differToAllEyes(Vision vision) {
        for (boolean dark : new boolean[] {false, true}) {
            List<Color> series = series(dark);
            for (int i = 0; i < SERIES; i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(vision.distance(series.get(i), series.get(j)))
                            .as("series %d and %d, dark %s", j, i, dark)
                            .isGreaterThan(vision.least);
                }
            }
        }
    }

    /** Order is seen by lightness alone. */
    @ParameterizedTest
    @EnumSource
    void scale_growsLighterToAllEyes(Vision vision) {
        for (boolean dark : new boolean[] {false, true}) {
            for (int i = 1; i < STEPS; i++) {
                assertThat(vision.lab(shown(Palette.step(i, STEPS), dark))[0])
                        .isGreaterThan(vision.lab(shown(Palette.step(i - 1, STEPS), dark))[0]);
            }
        }
    }

    /** The page's own colours: light, dark and print. */
    @Test
    void pageText_canBeRead() {
        List<Map<String, Color>> schemes = Pattern.compile(":root \\{([^}]*)\\}")
                .matcher(PageResource.text("page.css"))
                .results()
                .map(match -> Pattern.compile("--([\\w-]+): (#\\w{6})")
                        .matcher(match.group(1))
                        .results()
                        .collect(Collectors.toMap(pair -> pair.group(1), pair -> Color.decode(pair.group(2)))))
                .toList();
        assertThat(schemes).hasSize(3);
        for (Map<String, Color> colors : schemes) {
            for (String ground : List.of("page", "card")) {
                for (String text : List.of("ink", "soft", "link", "accent", "warn")) {
                    assertThat(Palette.contrast(colors.get(text), colors.get(ground)))
                            .as("%s on %s", text, ground)
                            .isGreaterThan(TEXT);
                }
            }
            assertThat(Palette.contrast(colors.get("on-accent"), colors.get("accent")))
                    .isGreaterThan(TEXT);
        }
    }
}
