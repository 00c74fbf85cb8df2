package org.sgvae.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.check.GradientReport;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.cli.option.Draws;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.experiment.PartGradients;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.nn.Initializer;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks all gradients by central differences. */
@Command(
        name = "gradcheck",
        description = {
            "Compares the gradient of every operation, over shapes from empty to 19 rows, of the whole model, and of"
                    + " every part of the other models, with central differences, and prints a table of the worst"
                    + " relative errors.",
            "Exit code 1 if one is above " + GradcheckCommand.LIMIT + "."
        },
        footer = {"%nExample:", "  sgvae gradcheck --only softmax"})
final class GradcheckCommand implements Callable<Integer> {
    static final String LIMIT = "1e-7";

    private static final String ROW = "%-36s %5s %7s %12s  %s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Check only what has this text in its name, for instance softmax or model. Default: all.")
    private String only;

    private final List<String> failures = new ArrayList<>();
    private int checked;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(ROW, "", "cases", "slopes", "worst error", "");
        checks().forEach((name, examples) -> {
            if (name.contains(only)) {
                check(name, examples.get(), print);
                checked++;
            }
        });
        if (checked == 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only " + only + ": nothing has that in its name; leave it out to see all names");
        }
        failures.forEach(print::println);
        print.println(failures.isEmpty() ? "all agree to " + LIMIT : failures.size() + " do not agree to " + LIMIT);
        return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Map<String, Supplier<List<GradientCheck>>> checks() {
        Map<String, Supplier<List<GradientCheck>>> checks = new LinkedHashMap<>();
        for (OpCatalogue.Entry op : OpCatalogues.entries()) {
            checks.put(
                    op.name(),
                    () -> op.examples(seed.value()).stream()
                            .filter(OpCatalogue.Example::hasEntries)
                            .map(OpCatalogue.Example::check)
                            .toList());
        }
        for (Posterior posterior : Posterior.values()) {
            String name = "whole model, " + posterior.name().toLowerCase(Locale.ROOT) + " posterior";
            checks.put(name, () -> List.of(model(config(posterior))));
        }
        checks.put(
                "whole model, relaxed removal",
                () -> List.of(model(config(Posterior.GAUSSIAN).withRemoval(Removal.RELAXED))));
        checks.put(
                "whole model, sequential edges",
                () -> List.of(model(config(Posterior.GAUSSIAN).withEdges(EdgeModel.SEQUENTIAL))));
        checks.put("whole model, all variants", () -> List.of(model(variants())));
        checks.putAll(PartGradients.of(seed.key()));
        return checks;
    }

    private void check(String name, List<GradientCheck> examples, PrintWriter print) {
        int slopes = 0;
        double worst = 0;
        boolean agree = true;
        for (GradientCheck example : examples) {
            GradientReport report = example.withTolerance(Double.parseDouble(LIMIT))
                    .withSeed(seed.value())
                    .run();
            slopes += report.slopes();
            worst = Math.max(worst, report.worstRelativeError());
            if (!report.agrees()) {
                agree = false;
                failures.add(name + ": " + report);
            }
        }
        String error = String.format(Locale.ROOT, "%.1e", worst);
        print.printf(ROW, name, examples.size(), slopes, error, agree ? "ok" : "FAILED");
        print.flush();
    }

    static SgvaeConfig config(Posterior posterior) {
        return new SgvaeConfig(3, 4, 5, 2, 2, 2, posterior, posterior == Posterior.POINT ? 3 : 2);
    }

    /** What is beyond the paper, all of it. */
    static SgvaeConfig variants() {
        return config(Posterior.GAUSSIAN)
                .withDecoder(new DecoderConfig(
                        EdgeModel.SEQUENTIAL,
                        NodeTypes.AT_ONCE,
                        CodeInput.EVERY_STEP,
                        Connectivity.CONNECTED,
                        PropagationTime.EVERY_STEP,
                        List.of(2, 6)))
                .withPathDim(3)
                .withPriorComponents(2);
    }

    /** A graph with all types, connected along its numbers. */
    private static Graph connectedGraph() {
        return Graph.of(new int[] {0, 1, 1, 0, 1}, new int[][] {{0, 1, 0}, {1, 2, 1}, {2, 0, 0}, {2, 3, 1}, {1, 4, 0}});
    }

    /** A graph with all types and a node without edges. */
    private static Graph graph() {
        return Graph.of(new int[] {0, 1, 1, 0, 1}, new int[][] {{0, 1, 0}, {1, 2, 1}, {2, 0, 0}, {2, 3, 1}});
    }

    private GradientCheck model(SgvaeConfig config) {
        Sgvae model = tinyModel(config, seed.value());
        return GradientCheck.of(model.parameters().values(), tape -> objective(tape, model, seed.value()));
    }

    static Sgvae tinyModel(SgvaeConfig config, long seed) {
        return Sgvae.create(config, Initializer.normal(0.4), RandomKey.of(seed).split(Draws.WEIGHTS));
    }

    /** The sum of all terms, each with a weight of its own, for one graph along a random ordering. */
    static Variable objective(Tape tape, Sgvae model, long seed) {
        RandomKey key = RandomKey.of(seed);
        Graph any = graph();
        Minibatch batch = model.config().connectivity() == Connectivity.CONNECTED
                ? Minibatch.of(connectedGraph(), 0, 1, 2, 3, 4)
                : Minibatch.of(any, key.split(Draws.ORDERING).permutation(any.nodes()));
        int latentDim = model.config().latentDim();
        DMatrixRMaj noise = new DMatrixRMaj(1, latentDim);
        for (int i = 0; i < latentDim; i++) {
            noise.set(0, i, key.split(Draws.NOISE).gaussian(i));
        }
        return PartGradients.sum(model.passAlong(tape, batch, noise).terms());
    }
}
