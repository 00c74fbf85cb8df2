package org.sgvae.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Curves over one axis, or bars, as SVG: the figures of the lessons. */
public final class SvgPlot {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;
    private static final double LEFT = 70;
    private static final double RIGHT = 610;
    private static final double TOP = 40;
    private static final double BOTTOM = 310;

    /** Distinguishable with colour-blindness (Okabe and Ito); curves differ in their dashes, too. */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

    private static final List<String> DASHES = List.of("none", "7 4", "2 3", "9 3 2 3");

    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Curve(String name, boolean bars, double[] x, double[] y) {}

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Curve> curves = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /**
     * Begins an empty figure.
     *
     * @param title what it shows
     * @param xLabel name of the horizontal axis
     * @param yLabel name of the vertical axis
     */
    public SvgPlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Adds a curve through points, at most four; {@code x} and {@code y} are not modified. */
    public SvgPlot curve(String name, double[] x, double[] y) {
        curves.add(new Curve(name, false, x.clone(), y.clone()));
        return this;
    }

    /** Adds a bar for each number, at 1, 2, …; not modified. */
    public SvgPlot bars(String name, double... y) {
        double[] x = DoubleStream.iterate(1, i -> i + 1).limit(y.length).toArray();
        curves.add(new Curve(name, true, x, y.clone()));
        return this;
    }

    /**
     * Writes the figure to {@code target/lessons/NAME.svg}.
     *
     * @param name name of the file, without ending
     * @throws IOException if it cannot be written
     */
    public void write(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "lessons"));
        Files.writeString(folder.resolve(name + ".svg"), draw());
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                        + "font-family=\"sans-serif\" font-size=\"13\">\n",
                WIDTH, HEIGHT);
        add("<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n", title);
        boolean bars = curves.stream().anyMatch(Curve::bars);
        double margin = bars ? 0.6 : 0;
        double[] x = range(Curve::x, margin, false);
        double[] y = range(Curve::y, 0, bars);
        double[] xTicks = ticks(x[0], x[1]);
        double[] yTicks = ticks(y[0], y[1]);
        x = bars ? x : new double[] {xTicks[0], xTicks[xTicks.length - 1]};
        y = new double[] {yTicks[0], yTicks[yTicks.length - 1]};
        text((LEFT + RIGHT) / 2, 22, "middle", title);
        text((LEFT + RIGHT) / 2, HEIGHT - 10, "middle", xLabel);
        add("<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n", 175.0, yLabel);
        for (double tick : yTicks) {
            double at = scale(tick, y, BOTTOM, TOP);
            line(LEFT, at, RIGHT, at);
            text(LEFT - 6, at + 4, "end", number(tick));
        }
        for (double tick : xTicks) {
            if (tick >= x[0] && tick <= x[1]) {
                text(scale(tick, x, LEFT, RIGHT), BOTTOM + 18, "middle", number(tick));
            }
        }
        for (int i = 0; i < curves.size(); i++) {
            draw(i, x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(int i, double[] x, double[] y) {
        Curve curve = curves.get(i);
        String colour = COLOURS.get(i);
        if (curve.bars) {
            double wide = 0.8 * (scale(1, x, LEFT, RIGHT) - scale(0, x, LEFT, RIGHT));
            for (int k = 0; k < curve.x.length; k++) {
                double top = scale(curve.y[k], y, BOTTOM, TOP);
                add(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                        scale(curve.x[k], x, LEFT, RIGHT) - wide / 2, top, wide, BOTTOM - top, colour);
            }
            return;
        }
        add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\" points=\"",
                colour, DASHES.get(i));
        for (int k = 0; k < curve.x.length; k++) {
            if (Double.isFinite(curve.y[k])) {
                add("%.1f,%.1f ", scale(curve.x[k], x, LEFT, RIGHT), scale(curve.y[k], y, BOTTOM, TOP));
            }
        }
        add(
                "\"/>\n<path d=\"M%.1f %.1fh30\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n",
                RIGHT - 170, TOP + 12 + 18 * i, colour, DASHES.get(i));
        text(RIGHT - 134, TOP + 16 + 18 * i, "start", curve.name);
    }

    private double[] range(Axis values, double margin, boolean fromZero) {
        double[] all = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(values.of(curve)))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        return new double[] {fromZero ? Math.min(0, low) : low - margin, high + margin};
    }

    private interface Axis {
        double[] of(Curve curve);
    }

    /** Round numbers around a range, 1, 2 or 5 times a power of ten apart. */
    private static double[] ticks(double low, double high) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(high - low, 1e-9) / 4)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if ((high - low) / (factor * step) <= 6) {
                step *= factor;
                break;
            }
        }
        double first = Math.floor(low / step + 1e-9);
        double last = Math.ceil(high / step - 1e-9);
        double unit = step;
        return DoubleStream.iterate(first, k -> k <= last, k -> k + 1)
                .map(k -> k * unit)
                .toArray();
    }

    private static double scale(double value, double[] range, double from, double to) {
        return from + (value - range[0]) / (range[1] - range[0]) * (to - from);
    }

    private static String number(double tick) {
        return String.format(Locale.ROOT, "%.4f", tick)
                .replaceAll("\\.?0+$", "")
                .replaceAll("^-0$", "0");
    }

    private void line(double x1, double y1, double x2, double y2) {
        add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#d0d7de\"/>\n", x1, y1, x2, y2);
    }

    private void text(double x, double y, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
