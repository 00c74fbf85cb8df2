package org.sgvae.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One pair of axes of a {@link Figure}. Series of the same name are of one colour and have one entry in the legend. */
public final class Panel implements Drawing {
    private static final int TITLE_SIZE = 14;
    private static final int TEXT_SIZE = 12;

    private final XYChart chart;
    private final Set<String> names = new HashSet<>();
    private final List<Double> numbers = new ArrayList<>();
    private double lowest = Double.POSITIVE_INFINITY; // of what is drawn, upright
    private double highest = Double.NEGATIVE_INFINITY;

    public Panel(String title, String xAxis, String yAxis) {
        chart = new XYChartBuilder()
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE);
        XYStyler style = chart.getStyler();
        style.setLocale(Locale.ROOT);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(Palette.GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setChartFontColor(Palette.TEXT);
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE));
        style.setAxisTitleFont(text);
        style.setAxisTickLabelsFont(text);
        style.setAxisTickLabelsColor(Palette.TEXT);
        style.setLegendFont(text);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendVisible(false);
        style.setLegendSeriesLineLength(18);
        style.setLegendPadding(6);
        style.setMarkerSize(6);
        style.setErrorBarsColorSeriesColor(true);
        style.setXAxisMaxLabelCount(8);
        style.setXAxisDecimalPattern("#,##0.##");
        style.setYAxisDecimalPattern("#,##0.##");
    }

    /** Adds a line through points. */
    public Panel line(String name, double[] x, double[] y, Color color) {
        style(series(name, x, y), color, SeriesMarkers.NONE).setLineWidth(1.6f);
        return this;
    }

    /** Adds a dashed line. */
    public Panel dashed(String name, double[] x, double[] y, Color color) {
        style(series(name, x, y), color, SeriesMarkers.NONE)
                .setLineStyle(
                        new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
        return this;
    }

    /** Adds points with error bars, joined by a line. */
    public Panel estimates(String name, double[] x, double[] y, double[] error, Color color, Marker marker) {
        style(chart.addSeries(fresh(name), x, y, error), color, marker).setLineWidth(1.2f);
        note(x, y, error);
        for (int i = 0; i < y.length; i++) {
            reach(y[i] - error[i]);
            reach(y[i] + error[i]);
        }
        return this;
    }

    /** Adds points. */
    public Panel points(String name, double[] x, double[] y, Color color) {
        XYSeries series = series(name, x, y);
        style(series, color, SeriesMarkers.CIRCLE);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        return this;
    }

    /** Sets the ends of the vertical axis. */
    public Panel yRange(double low, double high) {
        chart.getStyler().setYAxisMin(low);
        chart.getStyler().setYAxisMax(high);
        return this;
    }

    /** Sets the ends of the horizontal axis. */
    public Panel xRange(double low, double high) {
        chart.getStyler().setXAxisMin(low);
        chart.getStyler().setXAxisMax(high);
        return this;
    }

    /** Shows the legend below, for a few series. */
    public Panel legendBelow() {
        return legend(Styler.LegendPosition.OutsideS, Styler.LegendLayout.Horizontal);
    }

    /** Shows the legend on the right, for many series. */
    public Panel legendBeside() {
        return legend(Styler.LegendPosition.OutsideE, Styler.LegendLayout.Vertical);
    }

    private Panel legend(Styler.LegendPosition position, Styler.LegendLayout layout) {
        chart.getStyler().setLegendPosition(position);
        chart.getStyler().setLegendLayout(layout);
        chart.getStyler().setLegendVisible(true);
        return this;
    }

    @Override
    public String title() {
        return chart.getTitle();
    }

    @Override
    public List<Double> numbers() {
        return List.copyOf(numbers);
    }

    private XYSeries series(String name, double[] x, double[] y) {
        note(x, y);
        for (double height : y) {
            reach(height);
        }
        return chart.addSeries(fresh(name), x, y);
    }

    private void note(double[]... plotted) {
        Arrays.stream(plotted).flatMapToDouble(Arrays::stream).forEach(numbers::add);
    }

    private void reach(double y) {
        lowest = Math.min(lowest, y);
        highest = Math.max(highest, y);
    }

    /** XChart wants every series to have another name: blanks behind it are not seen. */
    private String fresh(String name) {
        String fresh = name;
        while (!names.add(fresh)) {
            fresh += " ";
        }
        return fresh;
    }

    private XYSeries style(XYSeries series, Color color, Marker marker) {
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setMarker(marker);
        series.setShowInLegend(!series.getName().endsWith(" "));
        return series;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        if (lowest == highest && chart.getStyler().getYAxisMin() == null) { // else the axis has no length
            yRange(lowest - 0.5, highest + 0.5);
        }
        chart.paint(graphics, width, height);
    }
}
