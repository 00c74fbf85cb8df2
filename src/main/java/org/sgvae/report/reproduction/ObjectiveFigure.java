package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/** The paper's Figure 1: objective and share of valid samples by epoch; a line for each seed. */
final class ObjectiveFigure {
    private static final String EPOCH = "epoch (passes over the data)";

    private final Reproduction reproduction;

    ObjectiveFigure(Reproduction reproduction) {
        this.reproduction = reproduction;
    }

    Figure figure() {
        List<Contender> published = List.of(Contender.PAPER, Contender.FROZEN);
        List<Contender> standard = List.of(Contender.DEFAULT);
        Panel paperObjective = new Panel("Paper's training: its objective", EPOCH, "surrogate (nats; not an ELBO)");
        Panel objective = new Panel("Default: its objective", EPOCH, "−ELBO (nats a graph)");
        Panel paperValid = new Panel("Paper's training: samples", EPOCH, "valid cycles (%)");
        Panel valid = new Panel("Default: samples", EPOCH, "valid cycles (%)");
        published.forEach(contender -> addObjective(paperObjective, contender));
        published.forEach(contender -> addValid(paperValid, contender));
        standard.forEach(contender -> addObjective(objective, contender));
        standard.forEach(contender -> addValid(valid, contender));
        addLimits(objective);
        limit(paperObjective, published);
        return new Figure(
                List.of(
                        paperObjective.legendBelow(),
                        objective.legendBelow(),
                        paperValid.yRange(0, 100).legendBelow(),
                        valid.yRange(0, 100).legendBelow()),
                2,
                520,
                360);
    }

    private void addObjective(Panel panel, Contender contender) {
        add(panel, contender, point -> OptionalDouble.of(point.objective()));
    }

    private void addValid(Panel panel, Contender contender) {
        add(
                panel,
                contender,
                point -> point.valid().isPresent()
                        ? OptionalDouble.of(100 * point.valid().getAsDouble())
                        : OptionalDouble.empty());
    }

    private void add(Panel panel, Contender contender, Function<EpochPoint, OptionalDouble> number) {
        for (ReproducedRun run : reproduction.of(contender)) {
            List<EpochPoint> points = run.epochs().stream()
                    .filter(point -> number.apply(point).isPresent())
                    .toList();
            if (!points.isEmpty()) {
                panel.line(
                        contender.label(),
                        points.stream().mapToDouble(EpochPoint::epoch).toArray(),
                        points.stream()
                                .mapToDouble(point -> number.apply(point).getAsDouble())
                                .toArray(),
                        contender.color());
            }
        }
    }

    /** The first epochs are far above the others: they would flatten what follows. */
    private void limit(Panel panel, List<Contender> contenders) {
        List<Double> all = new ArrayList<>();
        contenders.forEach(contender ->
                reproduction.of(contender).forEach(run -> run.epochs().forEach(point -> all.add(point.objective()))));
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length > 0 && sorted[0] < sorted[sorted.length - 1]) {
            double high = sorted[(int) Math.round(0.97 * (sorted.length - 1))];
            panel.yRange(Math.floor(sorted[0]), Math.ceil(high));
        }
    }

    private void addLimits(Panel panel) {
        double floor = Evaluation.floor(reproduction.data());
        double epochs = reproduction.of(Contender.DEFAULT).stream()
                .flatMap(run -> run.epochs().stream())
                .mapToDouble(EpochPoint::epoch)
                .max()
                .orElse(2);
        panel.dashed("entropy of the data", new double[] {1, epochs}, fill(floor), Palette.GREY);
        limit(panel, List.of(Contender.DEFAULT));
    }

    private static double[] fill(double number) {
        double[] both = new double[2];
        Arrays.fill(both, number);
        return both;
    }

    CsvTable toCsv() {
        CsvTable csv = new CsvTable("model", "seed", "epoch", "objective", "nats", "valid", "valid and in range");
        for (ReproducedRun run : reproduction.runs()) {
            Optional<?> surrogate = run.evaluation().surrogate();
            for (EpochPoint point : run.epochs()) {
                csv.add(
                        run.contender().label(),
                        run.seed(),
                        point.epoch(),
                        surrogate.isPresent() ? "surrogate, not an ELBO" : "-ELBO of the unlabelled graph",
                        point.objective(),
                        point.valid().orElse(Double.NaN),
                        point.validInRange().orElse(Double.NaN));
            }
        }
        return csv;
    }
}
