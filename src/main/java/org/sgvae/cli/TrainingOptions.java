package org.sgvae.cli;

import org.jspecify.annotations.Nullable;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.model.ModelConfig;
import org.sgvae.objective.Bound;
import org.sgvae.objective.Objective;
import org.sgvae.optim.Schedule;
import org.sgvae.sggn.NodeOrder;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.Estimator;
import org.sgvae.train.PropagationRates;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine.Option;

/** Options that replace parts of a preset; absent ones leave it as it is. */
final class TrainingOptions {
    @Option(
            names = "--node-dim",
            paramLabel = "D",
            converter = NumberConverters.Count.class,
            description = "Entries of a node's state.")
    private @Nullable Integer nodeDim;

    @Option(
            names = "--message-dim",
            paramLabel = "M",
            converter = NumberConverters.Count.class,
            description = "Entries of a message.")
    private @Nullable Integer messageDim;

    @Option(
            names = "--graph-dim",
            paramLabel = "G",
            converter = NumberConverters.Count.class,
            description = "Entries of a graph's state.")
    private @Nullable Integer graphDim;

    @Option(
            names = "--rounds",
            paramLabel = "T",
            converter = NumberConverters.Count.class,
            description = "Rounds of propagation before each decision.")
    private @Nullable Integer rounds;

    @Option(
            names = "--latent-dim",
            paramLabel = "L",
            converter = NumberConverters.Count.class,
            description = "Entries of the latent code; with a point posterior those of a node's state.")
    private @Nullable Integer latentDim;

    @Option(
            names = "--removal",
            paramLabel = "KIND",
            description = "What removing a node does: hard, it leaves the graph; relaxed, it is heard less.")
    private @Nullable Removal removal;

    @Option(
            names = "--edges",
            paramLabel = "KIND",
            description = "How SGVAE decides on a new node's edges: independent, or sequential, one after the other.")
    private @Nullable EdgeModel edges;

    @Option(
            names = "--node-order",
            paramLabel = "KIND",
            description = "Orderings that SGGN is trained with: fixed (as stored), random, bfs or dfs.")
    private @Nullable NodeOrder nodeOrder;

    @Option(
            names = "--orderings",
            paramLabel = "K",
            converter = NumberConverters.Count.class,
            description = "Orderings drawn for each graph of a mini-batch.")
    private @Nullable Integer orderings;

    @Option(
            names = "--batch",
            paramLabel = "B",
            converter = NumberConverters.Count.class,
            description = "Graphs of a mini-batch.")
    private @Nullable Integer batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description = "Adam's step size.")
    private @Nullable Schedule learningRate;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            converter = NumberConverters.Limit.class,
            description = "Largest norm of the gradient, or none.")
    private @Nullable Double clip;

    @Option(
            names = "--weight-decay",
            paramLabel = "W",
            converter = NumberConverters.NonNegative.class,
            description = "Decoupled weight decay.")
    private @Nullable Double weightDecay;

    @Option(
            names = "--destructor-rate",
            paramLabel = "F",
            converter = NumberConverters.NonNegative.class,
            description = "Factor on the learning rate of the destructor's propagation; 0 freezes it.")
    private @Nullable Double destructorRate;

    @Option(
            names = "--constructor-rate",
            paramLabel = "F",
            converter = NumberConverters.NonNegative.class,
            description = "Factor on the learning rate of the constructor's propagation; 0 freezes it.")
    private @Nullable Double constructorRate;

    @Option(
            names = "--memory",
            paramLabel = "STEPS",
            converter = NumberConverters.NonNegative.class,
            description = "Longest memory of the destructor's node states at the start, 1 for none.")
    private @Nullable Double longestMemory;

    @Option(
            names = "--log-std",
            paramLabel = "S",
            description = "Logarithm of a code's standard deviation at the start.")
    private @Nullable Double logStd;

    @Option(
            names = "--free-bits",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description = "KL of a code that costs nothing, nats; a Gaussian posterior's only.")
    private @Nullable Schedule freeBits;

    @Option(
            names = "--kl-weight",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description = "Weight of the KL; a Gaussian posterior's only.")
    private @Nullable Schedule klWeight;

    @Option(
            names = "--ordering-weight",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description = "Weight of log q(ordering); a Gaussian posterior's only.")
    private @Nullable Schedule orderingWeight;

    @Option(
            names = "--mmd-weight",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description =
                    "Weight of the squared discrepancy between codes and prior (InfoVAE); a Gaussian posterior's only.")
    private @Nullable Schedule mmdWeight;

    @Option(
            names = "--replay-weight",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            description = "Weight of codes drawn from the prior, each with the graph that the encoder would most likely"
                    + " have meant; a Gaussian posterior's only.")
    private @Nullable Schedule replayWeight;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "Estimator of the ordering's gradient: ${COMPLETION-CANDIDATES}.")
    private @Nullable Estimator estimator;

    /**
     * The preset with these options in place.
     *
     * @throws IllegalArgumentException if the values do not go together
     */
    TrainingConfig appliedTo(TrainingConfig preset, @Nullable Integer epochs, long seed) {
        return new TrainingConfig(
                appliedTo(preset.model()),
                appliedTo(preset.objective()),
                either(estimator, preset.estimator()),
                either(orderings, preset.orderings()),
                either(batch, preset.batchGraphs()),
                either(epochs, preset.epochs()),
                either(learningRate, preset.learningRate()),
                either(clip, preset.clipNorm()),
                either(weightDecay, preset.weightDecay()),
                new PropagationRates(
                        either(destructorRate, preset.propagationRates().destructor()),
                        either(constructorRate, preset.propagationRates().constructor())),
                new EncoderStart(
                        either(longestMemory, preset.encoderStart().longestMemory()),
                        either(logStd, preset.encoderStart().logStd())),
                preset.shards(),
                seed);
    }

    private ModelConfig appliedTo(ModelConfig preset) {
        return preset instanceof SggnConfig sggn ? appliedTo(sggn) : appliedTo((SgvaeConfig) preset);
    }

    private SggnConfig appliedTo(SggnConfig preset) {
        if (latentDim != null || removal != null || edges != null || hasWeights() || startsEncoder()) {
            throw new IllegalArgumentException(
                    "SGGN has no latent code, no destructor, and edges one after the other always;"
                            + " leave out --latent-dim, --removal, --edges, --free-bits, --kl-weight, --ordering-weight,"
                            + " --mmd-weight, --replay-weight, --memory, --log-std and --destructor-rate, or use --model sgvae");
        }
        return new SggnConfig(
                either(nodeDim, preset.nodeDim()),
                either(messageDim, preset.messageDim()),
                either(graphDim, preset.graphDim()),
                either(rounds, preset.rounds()),
                preset.nodeTypes(),
                preset.edgeTypes(),
                either(nodeOrder, preset.nodeOrder()));
    }

    private boolean hasWeights() {
        return klWeight != null
                || freeBits != null
                || orderingWeight != null
                || mmdWeight != null
                || replayWeight != null;
    }

    private boolean startsEncoder() {
        return longestMemory != null || logStd != null || destructorRate != null;
    }

    private SgvaeConfig appliedTo(SgvaeConfig preset) {
        if (nodeOrder != null) {
            throw new IllegalArgumentException(
                    "the destructor of an SGVAE draws its own orderings; leave out --node-order, or use --model sggn");
        }
        int states = either(nodeDim, preset.nodeDim());
        return new SgvaeConfig(
                states,
                either(messageDim, preset.messageDim()),
                either(graphDim, preset.graphDim()),
                either(rounds, preset.rounds()),
                preset.nodeTypes(),
                preset.edgeTypes(),
                preset.posterior(),
                either(latentDim, preset.posterior() == Posterior.POINT ? states : preset.latentDim()),
                either(removal, preset.removal()),
                either(edges, preset.edges()));
    }

    private Objective appliedTo(Objective preset) {
        if (preset instanceof Bound bound) {
            return new Bound(
                    either(klWeight, bound.klWeight()),
                    either(freeBits, bound.freeBits()),
                    either(orderingWeight, bound.orderingWeight()),
                    either(mmdWeight, bound.mmdWeight()),
                    either(replayWeight, bound.replayWeight()));
        }
        if (hasWeights()) {
            throw new IllegalArgumentException("the paper's surrogate has no weights and no KL; leave out --kl-weight,"
                    + " --free-bits, --ordering-weight, --mmd-weight and --replay-weight, or use --preset default");
        }
        return preset;
    }

    private static <T> T either(@Nullable T given, T preset) {
        return given != null ? given : preset;
    }
}
