package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.sgvae.cli.option.GraphArgument;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.OutputFile;
import org.sgvae.cli.option.RunOption;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.cli.terminal.TextTable;
import org.sgvae.experiment.EstimatorBench;
import org.sgvae.experiment.EstimatorRow;
import org.sgvae.graph.Graph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LearnsOrder;
import org.sgvae.statistics.Estimate;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the estimators of the gradient on a run's model. */
@Command(
        name = "bench-estimators",
        description = {
            "Compares all estimators of the gradient on a run's model and one graph: bias, variance for all parameters and"
                    + " for parts of them, time of an estimate, and variance times time.",
            "Every estimate is made of the same number of orderings; estimators of one sample give the mean of as many"
                    + " estimates. For graphs of up to " + EstimatorBench.LARGEST_ENUMERATED
                    + " nodes the bias is exact, by enumeration of all orderings; otherwise it is the distance to a long"
                    + " average, with what that would be by chance."
        },
        footer = {"%nExample:", "  sgvae bench-estimators --run runs/first --graph cycles:6 --out estimators.json"})
final class BenchEstimatorsCommand implements Callable<Integer> {
    /** The weights to measure with. */
    enum Weights {
        /** Those of the run. */
        TRAINED,
        /** Those that the run began with. */
        FRESH
    }

    private static final String DESTRUCTOR = "destructor";
    private static final String CONSTRUCTOR = "constructor";
    private static final Estimate NOTHING = new Estimate(0, 0);

    @Spec
    private CommandSpec spec;

    @Mixin
    private GraphArgument graph;

    @Mixin
    private RunOption run;

    @Mixin
    private SeedOption seed;

    @Mixin
    private OutputFile out;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            defaultValue = "trained",
            description = "trained: those of the run; fresh: those that it began with. Default: ${DEFAULT-VALUE}.")
    private Weights weights;

    @Option(
            names = "--orderings",
            paramLabel = "K",
            converter = NumberConverters.Count.class,
            defaultValue = "8",
            description = "Orderings that an estimate is made of, at least 2. Default: ${DEFAULT-VALUE}.")
    private int orderings;

    @Option(
            names = "--draws",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            defaultValue = "1000",
            description = "Estimates that variances are computed of. Default: ${DEFAULT-VALUE}.")
    private int draws;

    @Override
    public Integer call() throws IOException {
        out.require();
        RunDirectory directory = run.open();
        GraphModel read = weights == Weights.FRESH ? directory.readFreshModel() : directory.readModel();
        LearnsOrder model = read.learnsOrder()
                .orElseThrow(
                        () -> new ParameterException(
                                spec.commandLine(),
                                "the model of " + run
                                        + " learns no ordering, so there is no gradient to estimate; give the run of an SGVAE"));
        Graph x = graph.parse(model.config());
        EstimatorBench bench = EstimatorBench.of(model, x, orderings, draws, seed.value());
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s, %s weights, on %s: %d estimates of %d orderings each, also in %s%n%s",
                run,
                name(weights),
                graph,
                draws,
                orderings,
                out,
                table(bench));
        print.printf(
                Locale.ROOT,
                "variance: nats^2, with standard error; bias: relative to the gradient's length %.4g nats, %s%n",
                bench.gradientNorm(),
                bench.enumerated()
                        ? "exact for estimates of " + EstimatorBench.ENUMERATED_SAMPLES + " orderings"
                        : "+- what chance alone would show");
        print.printf(
                Locale.ROOT,
                "variance of rloo / reinforce as published: %.4f (destructor alone %.4f)%n",
                bench.varianceRatio(),
                bench.destructorVarianceRatio());
        print.flush(); // first: the disk may be full
        out.write(Json.pretty(json(bench)));
        return 0;
    }

    private JsonObject json(EstimatorBench bench) {
        JsonObject.Builder json = JsonObject.builder()
                .put("run", run.toString())
                .put("weights", name(weights))
                .put("graph", graph.toString())
                .put("seed", seed.value());
        bench.toJson().members().forEach(json::put);
        return json.build();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static TextTable table(EstimatorBench bench) {
        Map<String, Estimate> parts = new TreeMap<>(bench.rows().get(0).blocks());
        String[] head = {"estimator", "bias", "", "variance", "", DESTRUCTOR, CONSTRUCTOR};
        String[] tail = {"ms", "variance x ms"};
        parts.remove(DESTRUCTOR);
        parts.remove(CONSTRUCTOR);
        TextTable table = new TextTable("l" + "r".repeat(head.length - 1 + parts.size() + tail.length));
        table.row(joined(
                head,
                parts.keySet().stream()
                        .map(part -> part.replace(DESTRUCTOR, "")) // .select
                        .toArray(String[]::new),
                tail));
        for (EstimatorRow row : bench.rows()) {
            table.row(joined(
                    new String[] {
                        row.estimator(),
                        shown(row.bias().value()),
                        bench.enumerated() ? "" : "+-" + shown(row.bias().standardError()),
                        shown(row.variance().value()),
                        "+-" + shown(row.variance().standardError()),
                        shown(row.blocks().getOrDefault(DESTRUCTOR, NOTHING).value()),
                        shown(row.blocks().getOrDefault(CONSTRUCTOR, NOTHING).value())
                    },
                    parts.keySet().stream()
                            .map(part -> shown(
                                    row.blocks().getOrDefault(part, NOTHING).value()))
                            .toArray(String[]::new),
                    new String[] {
                        String.format(Locale.ROOT, "%.3f", 1e3 * row.seconds()), shown(1e3 * row.varianceTimesSeconds())
                    }));
        }
        return table;
    }

    private static String[] joined(String[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }
}
