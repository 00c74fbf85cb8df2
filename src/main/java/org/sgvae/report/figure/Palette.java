package org.sgvae.report.figure;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Colours that people with any colour vision can tell apart. */
public final class Palette {
    static final Color TEXT = new Color(0x26, 0x26, 0x26);
    /** On the dark and on the light end of the ordered scale, whatever the page. */
    static final Color TEXT_ON_DARK = new Color(0xFDFDFD);

    static final Color TEXT_ON_LIGHT = new Color(0x0B0B0B);

    static final Color GRID = new Color(0xE3, 0xE3, 0xE3);

    /** For the published numbers and for limits. */
    public static final Color GREY = new Color(0x595959);

    /** Of Okabe and Ito (2008), as are the next two. */
    public static final Color BLUE = new Color(0x0072B2);

    public static final Color GREEN = new Color(0x009E73);
    public static final Color VERMILION = new Color(0xD55E00);

    /** Darker than their yellow, orange and purple, which are faint on white. */
    public static final Color BROWN = new Color(0x7A4A00);

    private static final Color PURPLE = new Color(0x6A1B7A);

    /**
     * Viridis of Smith and van der Walt (2015) at equal distances, without its lightest end, which is faint on white.
     */
    private static final List<Color> VIRIDIS = List.of(
            new Color(0x440154),
            new Color(0x482475),
            new Color(0x414487),
            new Color(0x355F8D),
            new Color(0x2A788E),
            new Color(0x21918C),
            new Color(0x22A884),
            new Color(0x44BF70),
            new Color(0x7AD151),
            new Color(0xBDDF26));

    /** For series that have no colour of their own, so that neighbours in the list differ most. */
    private static final List<Color> SERIES = List.of(BLUE, VERMILION, GREEN, BROWN, PURPLE, GREY);

    /** What stands for the colours where the page is dark: the same hues, light enough on {@code #1d1f23}. */
    private static final Map<Color, String> DARK = dark();

    private Palette() {}

    private static Map<Color, String> dark() {
        Map<Color, String> dark = new LinkedHashMap<>();
        dark.put(Color.WHITE, "#1d1f23");
        dark.put(TEXT, "#e8e8e8");
        dark.put(GRID, "#3a3d44");
        dark.put(TEXT_ON_DARK, "#0a0a0a");
        dark.put(TEXT_ON_LIGHT, "#0b0b0b");
        dark.put(GREY, "#7a7a7a");
        dark.put(BLUE, "#5aa9ff");
        dark.put(BROWN, "#f7dc6f");
        dark.put(GREEN, "#35d6a5");
        dark.put(VERMILION, "#ff8a3d");
        dark.put(PURPLE, "#f4b6ea");
        List<String> light = List.of(
                "#a383cf", "#968edb", "#859fe0", "#6fadde", "#58b9d4", "#4fc5bd", "#4fcf9b", "#74dc7c", "#a6e55c",
                "#e0ec4a");
        for (int i = 0; i < light.size(); i++) {
            dark.put(VIRIDIS.get(i), light.get(i));
        }
        return dark;
    }

    /** The colour of series i of a list. */
    public static Color series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    /** The colour of text on a filled shape that can be read better, in the light scheme and in the dark one. */
    static Color textOn(Color color) {
        return contrast(color, TEXT_ON_DARK) >= contrast(color, TEXT_ON_LIGHT) ? TEXT_ON_DARK : TEXT_ON_LIGHT;
    }

    /** The contrast of two colours (WCAG 2), from 1 to 21; text needs 4.5. */
    static double contrast(Color a, Color b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    /** The linear intensity, 0 to 1, of an sRGB component, 0 to 255. */
    static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /** The colour at x in [0, 1] of the ordered scale. */
    static Color at(double x) {
        return VIRIDIS.get((int) Math.round(Math.max(0, Math.min(1, x)) * (VIRIDIS.size() - 1)));
    }

    /** Declarations of the variables that stand for the colours. */
    public static String css(boolean isDark) {
        StringBuilder css = new StringBuilder();
        DARK.forEach((color, dark) -> css.append(variable(color))
                .append(':')
                .append(isDark ? dark : String.format("#%06x", color.getRGB() & 0xFFFFFF))
                .append(';'));
        return css.toString();
    }

    /** SVG with a variable in place of every colour that has one. */
    static String withVariables(String svg) {
        String result = svg.replace("\"white\"", "\"var(" + variable(Color.WHITE) + ")\"")
                .replace(":white;", ":var(" + variable(Color.WHITE) + ");");
        for (Color color : DARK.keySet()) {
            result = result.replace(
                    "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")",
                    "var(" + variable(color) + ")");
        }
        return result;
    }

    private static String variable(Color color) {
        return String.format("--c%06x", color.getRGB() & 0xFFFFFF);
    }

    /** The colour of step i of an ordered scale of n. */
    public static Color step(int i, int n) {
        return VIRIDIS.get(n < 2 ? 0 : i * (VIRIDIS.size() - 1) / (n - 1));
    }
}
