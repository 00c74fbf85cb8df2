package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sgvae.cli.option.GraphArgument;
import org.sgvae.cli.option.OutputFile;
import org.sgvae.cli.option.RunOption;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.json.Json;
import org.sgvae.model.GraphModel;
import org.sgvae.plain.Decision;
import org.sgvae.random.RandomKey;
import org.sgvae.trace.DrawnRemovals;
import org.sgvae.trace.Draws;
import org.sgvae.trace.Trace;
import org.sgvae.trace.TraceJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes down every decision on one graph's way through the model. */
@Command(
        name = "trace",
        description = {
            "Takes one graph apart and builds it again, and writes every decision as JSON: removals with"
                    + " probabilities and node states, the code, added nodes and edges with probabilities, and the"
                    + " sum of all terms so far, which ends in the ELBO that score has for the same ordering"
                    + " and noise.",
            "Computed by the plain model, one number after the other. The fields are described in the Javadoc of"
                    + " org.sgvae.trace.TraceJson."
        },
        footer = {"%nExample:", "  sgvae trace --run runs/first --graph cycles:6 --out trace.json"})
final class TraceCommand implements Callable<Integer> {
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
            names = "--ordering",
            paramLabel = "V1,V2,...",
            split = ",",
            description = "Nodes in construction order. Default: drawn from the destructor.")
    private int @Nullable [] ordering;

    @Option(
            names = "--noise",
            paramLabel = "E1,E2,...",
            split = ",",
            description = "The noise of the code, a number for each of its entries. Default: drawn.")
    private double @Nullable [] noise;

    @Override
    public Integer call() throws IOException {
        out.require();
        GraphModel model = run.open().readModel();
        Graph traced = graph.parse(model.config());
        if (ordering != null && noise != null) {
            seed.refuse("as ordering and noise are given");
        }
        RandomKey key = seed.key().split(Draws.TRACE);
        Trace trace = Trace.of(model, traced, removals(traced, key), noise(model, key))
                .orElseThrow(() -> new IOException(
                        run + ": no SGVAE, so there is no way through a destructor and a constructor to write down"));
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%d removals, %d additions, %s %.6f nats along %s, in %s%n",
                trace.removals().size(),
                traced.nodes() - 1,
                trace.hasBound() ? "ELBO" : "surrogate",
                trace.sum(),
                Arrays.toString(trace.terms().destruction().ordering()),
                out);
        print.flush(); // first: the disk may be full
        out.write(Json.pretty(TraceJson.of(trace)));
        return 0;
    }

    private ToIntFunction<Decision> removals(Graph traced, RandomKey key) {
        if (ordering == null) {
            return new DrawnRemovals(key);
        }
        if (ordering.length != traced.nodes() || !Orderings.isPermutation(ordering)) {
            throw new ParameterException(
                    spec.commandLine(), "--ordering: list each of the nodes 0.." + (traced.nodes() - 1) + " once");
        }
        return Decision.along(traced, ordering);
    }

    private double[] noise(GraphModel model, RandomKey key) {
        int latentDim = model.config().latentDim();
        if (noise == null) {
            return DrawnRemovals.noise(key, latentDim);
        }
        if (!model.config().hasBound()) {
            throw new ParameterException(
                    spec.commandLine(), "--noise: a point posterior's code has no noise; leave it out");
        }
        if (noise.length != latentDim || !Arrays.stream(noise).allMatch(Double::isFinite)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--noise: give " + latentDim + " finite numbers, one for each entry of the code");
        }
        return noise;
    }
}
