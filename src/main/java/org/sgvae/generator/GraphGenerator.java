package org.sgvae.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.evaluate.LogProbability;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.Split;
import org.sgvae.latent.Decoding;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.Kinds;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingListener;
import org.sgvae.train.TrainingRun;

/**
 * A trained model as an application uses it: train or {@link #open} one, then sample, encode, decode, interpolate and ask
 * for probabilities.
 *
 * <p>Equal calls give equal results, whatever the number of threads. Any number of threads may use one generator.
 */
public final class GraphGenerator {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        ENCODING("encode");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private static final RandomKey ENCODING =
            RandomKey.of(0).split(Draws.ENCODING); // one for all: equal graphs, equal codes

    private final GraphModel model;
    private final TrainingConfig config;
    private final DataSet data;
    private final int maxNodes;
    private final int threads;

    private GraphGenerator(GraphModel model, TrainingConfig config, DataSet data, int maxNodes, int threads) {
        this.model = model;
        this.config = config;
        this.data = data;
        this.maxNodes = maxNodes;
        this.threads = threads;
    }

    private static GraphGenerator of(GraphModel model, TrainingConfig config, DataSet data, int maxNodes) {
        return new GraphGenerator(model, config, data, maxNodes, processors());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Makes the configuration of a preset.
     *
     * @param preset its name, such as {@code default}, {@code paper}, {@code sggn} or {@code graphrnn}
     * @param data what will be trained on; not modified
     * @return the configuration; {@link TrainingConfig#toBuilder} changes parts of it
     * @throws IllegalArgumentException if there is no preset of this name
     */
    public static TrainingConfig preset(String preset, DataSet data) {
        return Kinds.preset(preset).configFor().apply(data);
    }

    /**
     * Trains a model with a preset, in memory.
     *
     * @param data as {@link DataSets#parse} understands it: a family such as {@code cycles:5-14}, or a file of graphs
     * @param preset its name, such as {@code default}
     * @param listener is told of every epoch and may stop; {@link TrainingListener#measure} is not asked
     * @return the trained model
     * @throws IOException if the data are a file that cannot be read
     * @throws IllegalArgumentException if data or preset are unknown
     * @throws ArithmeticException if a value becomes infinite or not a number
     */
    public static GraphGenerator train(String data, String preset, TrainingListener listener) throws IOException {
        DataSet graphs = DataSets.parse(data);
        return train(graphs, preset(preset, graphs), listener);
    }

    /**
     * Trains a model in memory, until the last epoch or until the listener says stop.
     *
     * @param data the graphs, such as {@link DataSet#of} of a list; not modified
     * @param config how, such as {@link #preset}
     * @param listener is told of every epoch and may stop; {@link TrainingListener#measure} is not asked
     * @return the trained model
     * @throws IllegalArgumentException if configuration and data do not go together
     * @throws ArithmeticException if a value becomes infinite or not a number
     */
    public static GraphGenerator train(DataSet data, TrainingConfig config, TrainingListener listener) {
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(processors())) {
            Trainer trainer = new Trainer(model, data, config, workers);
            while (!trainer.finished() && !listener.stopRequested()) {
                Optional<EpochMetrics> metrics = trainer.trainStep();
                metrics.ifPresent(listener::epochDone);
            }
            trainer.takeKeptWeights();
        }
        return of(model, config, data, maxNodes(data));
    }

    /**
     * Trains a model and keeps configuration, metrics, weights and a checkpoint in a directory, so that {@link #open} and
     * the command line find them, and {@link #resume} goes on.
     *
     * @param directory new or empty
     * @param data the graphs; where {@link DataSets#parse} does not make the same ones of their name, they are written
     *     into the directory too; not modified
     * @param config how, such as {@link #preset}
     * @param listener follows the run and may stop it
     * @return the trained model
     * @throws IOException if a file cannot be written, or the directory is not empty
     * @throws IllegalArgumentException if configuration and data do not go together
     * @throws ArithmeticException if a value becomes infinite or not a number; the weights from before are written
     */
    public static GraphGenerator train(Path directory, DataSet data, TrainingConfig config, TrainingListener listener)
            throws IOException {
        GraphModel model = Trainer.freshModel(config); // may not fit the memory: then there is no directory yet
        RunDirectory run = RunDirectory.create(directory);
        DataSet kept = StoredData.of(data, run);
        run.writeConfig(StoredData.about(kept, maxNodes(data)), config);
        try (Workers workers = new Workers(processors())) {
            new TrainingRun(run, model, kept, config, workers).train(listener);
        }
        return of(model, config, kept, maxNodes(data));
    }

    /**
     * Goes on with a training run that was stopped or killed, from its last checkpoint; the result has the bits of a run
     * that was not.
     *
     * @param directory of the run
     * @param listener follows the run and may stop it
     * @return the trained model
     * @throws IOException if a file cannot be read or written, or the graphs are not those of the run
     */
    public static GraphGenerator resume(Path directory, TrainingListener listener) throws IOException {
        RunDirectory run = RunDirectory.open(directory);
        TrainingConfig config = run.readConfig();
        Split.Parts parts = run.readParts();
        GraphModel model = run.readFreshModel();
        try (Workers workers = new Workers(processors())) {
            TrainingRun training = new TrainingRun(run, model, parts, config, workers);
            training.resume();
            training.train(listener);
        }
        return of(model, config, parts.train(), run.readMaxNodes());
    }

    /**
     * Opens a training run of this class or of the command line.
     *
     * @param directory of the run
     * @return its model, configuration and data
     * @throws IOException if a file cannot be read, or the graphs are not those of the run
     */
    public static GraphGenerator open(Path directory) throws IOException {
        RunDirectory run = RunDirectory.open(directory);
        return of(run.readModel(), run.readConfig(), run.readParts().train(), run.readMaxNodes());
    }

    private static int maxNodes(DataSet data) {
        return EvaluationConfig.standard(data, 0).maxNodes();
    }

    /**
     * The same generator with another number of threads; it changes no result.
     *
     * @param threads how many compute, at least 1; one for each processor unless set
     * @return a generator that shares the model
     * @throws IllegalArgumentException if {@code threads < 1}
     */
    public GraphGenerator withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": must be at least 1");
        }
        return new GraphGenerator(model, config, data, maxNodes, threads);
    }

    /** {@return the model itself; whoever changes its weights changes this generator} */
    public GraphModel model() {
        return model;
    }

    /** {@return how it was trained} */
    public TrainingConfig config() {
        return config;
    }

    /** {@return the graphs that it was trained on} */
    public DataSet data() {
        return data;
    }

    /** {@return where construction is cut off: four times the nodes of the largest graph, or as the run's config.json says} */
    public int maxNodes() {
        return maxNodes;
    }

    /**
     * Draws graphs from the model.
     *
     * @param n how many, at least 0
     * @param seed source of the draws; graph i depends on seed and i alone
     * @return n graphs; one that is not {@linkplain GeneratedGraph#complete complete} reached {@link #maxNodes}
     */
    public List<GeneratedGraph> sample(int n, long seed) {
        int block = 256;
        RandomKey key = RandomKey.of(seed);
        try (Workers workers = new Workers(threads)) {
            return new SharedTapes(workers)
                            .map(
                                    (n + block - 1) / block,
                                    (tape, i) ->
                                            model.sample(tape, i * block, Math.min(n, (i + 1) * block), key, maxNodes))
                            .stream()
                            .flatMap(List::stream)
                            .toList();
        }
    }

    /**
     * Encodes graphs: means of \(q(z \mid π, x)\), each along one ordering drawn from \(q(π \mid x)\), the same in every
     * call.
     *
     * @param graphs B graphs; not modified
     * @return B codes of {@code config().model().latentDim()} entries; equal graphs have equal codes
     * @throws IllegalArgumentException if a graph has types that the model does not know
     * @throws IllegalStateException if the model has no code
     */
    public double[][] encode(List<Graph> graphs) {
        LatentModel withCode = latent();
        requireTypes(graphs);
        try (Workers workers = new Workers(threads)) {
            return new SharedTapes(workers)
                    .map(graphs.size(), (tape, i) -> {
                        Minibatch batch = new Minibatch(List.of(graphs.get(i)), 1);
                        DMatrixRMaj mean = withCode.encode(tape, batch, new long[] {ENCODING.bits()})
                                .mean()
                                .value();
                        return Arrays.copyOf(mean.data, mean.numCols);
                    })
                    .toArray(double[][]::new);
        }
    }

    /**
     * Builds a graph from each code.
     *
     * @param codes B codes of {@code config().model().latentDim()} entries; not modified
     * @param seed source of the decisions; graph i depends on code i, seed and i alone
     * @return B graphs; one that is not {@linkplain GeneratedGraph#complete complete} reached {@link #maxNodes}
     * @throws IllegalArgumentException if a code has another number of entries, or one that is not finite
     * @throws IllegalStateException if the model has no code
     */
    public List<GeneratedGraph> decode(double[][] codes, long seed) {
        LatentModel withCode = latent();
        int entries = config.model().latentDim();
        DMatrixRMaj z = new DMatrixRMaj(codes.length, entries);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i].length != entries || !Arrays.stream(codes[i]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "code " + i + ", " + Arrays.toString(codes[i]) + ": give " + entries + " finite numbers");
            }
            System.arraycopy(codes[i], 0, z.data, i * entries, entries);
        }
        try (Workers workers = new Workers(threads)) {
            return Decoding.graphs(withCode, z, maxNodes, RandomKey.of(seed), workers);
        }
    }

    /**
     * Builds graphs from codes at equal distances on the line from one graph's code to another's.
     *
     * @param a the first graph; not modified
     * @param b the last graph; not modified
     * @param steps number of codes, both ends included, at least 2
     * @param seed source of the decisions
     * @return a graph for each code
     * @throws IllegalArgumentException if {@code steps < 2}, or a graph has types that the model does not know
     * @throws IllegalStateException if the model has no code
     */
    public List<GeneratedGraph> interpolate(Graph a, Graph b, int steps, long seed) {
        if (steps < 2) {
            throw new IllegalArgumentException("steps " + steps + ": must be at least 2, the ends");
        }
        double[][] ends = encode(List.of(a, b));
        double[][] codes = new double[steps][ends[0].length];
        for (int i = 0; i < steps; i++) {
            double share = i / (steps - 1.0);
            Arrays.setAll(codes[i], j -> (1 - share) * ends[0][j] + share * ends[1][j]);
        }
        return decode(codes, seed);
    }

    /**
     * Estimates how likely unlabelled graphs are, \(\log p(G)\), by importance sampling.
     *
     * @param graphs the graphs; not modified
     * @param samples importance samples of each graph, at least 1; 1000 are usual
     * @param seed source of the draws; those of graph i depend on seed and i alone
     * @return for each graph \(\log p(G)\) in nats with its standard error, and the effective number of samples
     * @throws IllegalArgumentException if {@code samples < 1}, a graph has types that the model does not know, or the
     *     model's posterior is a point
     */
    public List<LogProbability> logProbability(List<Graph> graphs, int samples, long seed) {
        requireTypes(graphs);
        try (Workers workers = new Workers(threads)) {
            return LogProbability.of(model, graphs, samples, RandomKey.of(seed), workers);
        }
    }

    private LatentModel latent() {
        return model.latent()
                .orElseThrow(() -> new IllegalStateException(
                        "the model has no latent code; train one that has, such as preset default"));
    }

    private void requireTypes(List<Graph> graphs) {
        int nodeTypes = config.model().nodeTypes();
        int edgeTypes = config.model().edgeTypes();
        for (Graph graph : graphs) {
            if (graph.nodeTypeCount() > nodeTypes || graph.edgeTypeCount() > edgeTypes) {
                throw new IllegalArgumentException(graph + ": the model knows " + nodeTypes + " node types and "
                        + edgeTypes + " edge types; give graphs of the kind it was trained on");
            }
        }
    }
}
