package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.cli.option.Draws;
import org.sgvae.cli.option.NumberConverters;
import org.sgvae.cli.option.OutputFile;
import org.sgvae.cli.option.RunOption;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.cli.option.ValenceOption;
import org.sgvae.cli.terminal.TextDrawing;
import org.sgvae.cli.terminal.TextTable;
import org.sgvae.cli.terminal.VectorModule;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.graph.io.GraphFormat;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.molecule.Legend;
import org.sgvae.molecule.Smiles;
import org.sgvae.molecule.SmilesFile;
import org.sgvae.random.RandomKey;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws graphs from a trained model. */
@Command(
        name = "sample",
        description = {
            "Draws graphs from a trained model, an SGVAE with codes from the prior or a code of yours, writes them to a file, and"
                    + " prints how many nodes they have.",
            "A graph that reaches the limit on nodes is no sample of the model: it is counted and left out of the file."
        },
        footer = {
            "%nExamples:",
            "  sgvae sample --run runs/first --count 100 --seed 1 --out cycles.g6",
            "  sgvae sample --run runs/first --count 6 --draw --out few.g6",
            "  sgvae sample --run runs/first --count 100 --latent 0.5,-1 --out one-code.jsonl"
        })
final class SampleCommand implements Callable<Integer> {
    /** Number of graphs from which on SIMD kernels are taken: about a second's work. */
    private static final int SIMD_PAYS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    @Mixin
    private SeedOption seed;

    @Mixin
    private OutputFile out;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            defaultValue = "100",
            description = "How many graphs to draw. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--latent",
            paramLabel = "V1,V2,...",
            split = ",",
            description = "Code that all graphs are built from. Default: for each its own from the prior.")
    private double @Nullable [] latent;

    @Option(
            names = "--max-nodes",
            paramLabel = "M",
            converter = NumberConverters.Count.class,
            description = "Construction is cut off at this number of nodes. Default: the run's, four times the largest"
                    + " graph of its data.")
    private @Nullable Integer maxNodes;

    @Option(
            names = "--draw",
            arity = "0..1",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            fallbackValue = "6",
            description = "Draw the first N graphs in the terminal. N if not given: ${FALLBACK-VALUE}.")
    private @Nullable Integer draw;

    @Mixin
    private ValenceOption valence;

    @Override
    public Integer call() throws IOException {
        out.require();
        RunDirectory directory = run.open();
        GraphModel model = valence.readModel(directory);
        requireFormat(model.config());
        int limit = maxNodes != null ? maxNodes : directory.readMaxNodes();
        RandomKey key = seed.key().split(Draws.SAMPLE);
        List<GeneratedGraph> drawn =
                latent == null ? model.sample(tape(), count, key, limit) : decode(model, latent, key, limit);
        List<Graph> complete = drawn.stream()
                .filter(GeneratedGraph::complete)
                .map(GeneratedGraph::graph)
                .toList();
        if (SmilesFile.isNamed(out.toString())) {
            writeSmiles(complete, directory);
        } else {
            GraphFiles.write(out.path(), complete);
            spec.commandLine().getOut().printf(Locale.ROOT, "%d graphs in %s%n", complete.size(), out);
        }
        summarise(complete, limit);
        return 0;
    }

    /** SIMD kernels only where they pay: until the JVM has compiled them they are slow. */
    private Tape tape() {
        if (count < SIMD_PAYS && System.getenv(KernelChoice.ENVIRONMENT_VARIABLE) == null) {
            return Tape.forwardOnly(KernelChoice.forced(KernelChoice.Kind.EJML).create());
        }
        VectorModule.load();
        return Tape.forwardOnly();
    }

    /** Writes those graphs that are molecules, a SMILES a line. */
    private void writeSmiles(List<Graph> graphs, RunDirectory directory) throws IOException {
        Legend legend = Legend.ofRun(directory.config())
                .orElseThrow(() -> new IOException(
                        out + ": " + run + " was not trained on molecules; use a name ending in .jsonl"));
        List<Graph> molecules = graphs.stream().filter(legend.property()::test).toList();
        out.write(molecules.stream()
                .map(graph -> Smiles.write(graph, legend) + "\n")
                .collect(Collectors.joining()));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%d molecules in %s; %d graphs are none (%s) and were left out%n",
                        molecules.size(),
                        out,
                        graphs.size() - molecules.size(),
                        legend.property().definition());
    }

    private void requireFormat(ModelConfig config) throws IOException {
        if (SmilesFile.isNamed(out.toString())) {
            return; // the legend tells
        }
        GraphFormat format = GraphFormat.of(out.path())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), out + ": unknown format; use a name ending in " + GraphFormat.ENDINGS));
        if (!format.keepsTypes() && (config.nodeTypes() > 1 || config.edgeTypes() > 1)) {
            throw new IOException(
                    out + ": " + format.extension() + " keeps no types, but the model has " + config.nodeTypes()
                            + " node types and " + config.edgeTypes() + " edge types; use a name ending in .jsonl");
        }
    }

    private List<GeneratedGraph> decode(GraphModel model, double[] code, RandomKey key, int limit) {
        LatentModel withCode = model.latent()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--latent: the model of " + run + " has no latent code; leave it out"));
        if (!Arrays.stream(code).allMatch(Double::isFinite)) {
            throw new ParameterException(
                    spec.commandLine(), "--latent has a number that is not finite; give finite ones");
        }
        if (code.length != model.config().latentDim()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--latent has " + code.length + " numbers, but the model's codes have "
                            + model.config().latentDim() + "; give that many, with commas between");
        }
        DMatrixRMaj codes = new DMatrixRMaj(count, code.length);
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(code, 0, codes.data, i * code.length, code.length);
            keys[i] = key.split(i).bits();
        }
        return withCode.decode(tape(), codes, keys, limit);
    }

    private void summarise(List<Graph> graphs, int limit) {
        PrintWriter print = spec.commandLine().getOut();
        if (graphs.size() < count) {
            print.printf(
                    Locale.ROOT,
                    "%d of %d reached the limit of %d nodes and were left out; raise --max-nodes%n",
                    count - graphs.size(),
                    count,
                    limit);
        }
        Map<Integer, Long> bySize =
                graphs.stream().collect(Collectors.groupingBy(Graph::nodes, TreeMap::new, Collectors.counting()));
        TextTable table = new TextTable("rrr").row("nodes", "graphs", "share");
        bySize.forEach((nodes, number) -> table.row(
                "" + nodes, "" + number, String.format(Locale.ROOT, "%.1f %%", 100.0 * number / graphs.size())));
        print.print(table);
        if (draw != null) {
            boolean coloured = spec.commandLine().getColorScheme().ansi().enabled();
            print.print(TextDrawing.of(graphs.subList(0, Math.min(draw, graphs.size())), coloured));
        }
        print.flush();
    }
}
