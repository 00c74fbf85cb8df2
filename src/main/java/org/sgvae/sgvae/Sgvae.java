package org.sgvae.sgvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.SegmentOps;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.decoder.Constructor;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.encoder.Destruction;
import org.sgvae.encoder.Destructor;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.VictimRule;
import org.sgvae.gnn.Minibatch;
import org.sgvae.model.Choices;
import org.sgvae.model.Code;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.Latent;
import org.sgvae.model.LatentModel;
import org.sgvae.model.LearnsOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The sequential graph variational autoencoder: destructor, posterior, constructor and all their parameters.
 */
public final class Sgvae implements LatentModel, LearnsOrder {
    private final SgvaeConfig config;
    private final Parameters parameters;
    private final Destructor destructor;
    private final Prior prior;
    private final CodeHead head;
    private final Constructor constructor;

    private Sgvae(SgvaeConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        destructor = new Destructor(parameters, config.sizes(), config.encoder());
        boolean gaussian = config.posterior() == Posterior.GAUSSIAN;
        int latent = config.latentDim();
        prior = config.priorComponents() > 0
                ? new MixturePrior(parameters, config.priorComponents(), latent)
                : new StandardNormalPrior();
        head = gaussian
                ? new GaussianHead(parameters, config.nodeDim() + config.pathDim(), latent, prior)
                : new PointHead(prior);
        constructor = new Constructor(parameters, config.sizes(), latent, gaussian, config.decoder());
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in, the start of its encoder that the configuration asks for, and a prior
     * near \(N(0, I)\).
     *
     * @param config sizes
     * @param key source of the weights
     * @return the model
     */
    public static Sgvae create(SgvaeConfig config, RandomKey key) {
        Sgvae model = create(config, Initializer.uniformByFanIn(), key);
        model.start(config.start(), key.split(Draws.ENCODER_START));
        model.prior.start(key.split(Draws.PRIOR_START));
        return model;
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param config sizes
     * @param initializer distribution of the weights
     * @param key source of the weights
     * @return the model
     */
    public static Sgvae create(SgvaeConfig config, Initializer initializer, RandomKey key) {
        return new Sgvae(config, new Parameters(initializer, key));
    }

    /**
     * Sets where the encoder starts.
     *
     * @param start memory of the destructor and width of the posterior; the latter does not concern a point posterior
     * @param key source of the time constants
     */
    public void start(EncoderStart start, RandomKey key) {
        if (start.longestMemory() > 1) {
            destructor.remember(start.longestMemory(), key);
        }
        head.start(start.logStd());
    }

    @Override
    public SgvaeConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /**
     * Passes graphs through destructor and constructor, with orderings drawn from \(q(π \mid x)\) and codes from
     * \(q(z \mid π, x)\). The copies of a graph share their noise \(ε\), so that they differ by their orderings and not by the luck of
     * their codes.
     *
     * @param tape where to
     * @param batch B graphs; not modified
     * @param keys B bare random keys, one for each; not modified
     * @return the terms of objectives and bounds
     */
    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        return pass(tape, batch, keys, CodeDraw.SHARED);
    }

    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys, CodeDraw codes) {
        Draw draw = codes == CodeDraw.CROSSED
                ? (summary, noise) -> ofNextCopy(head.draw(summary, noise), batch.copies())
                : head::draw;
        return pass(tape, batch, keys, codes == CodeDraw.SHARED ? batch.copies() : 1, draw);
    }

    /** {@return for every copy of a graph the code of the next one, for the last that of the first} */
    private static Latent ofNextCopy(Latent latent, int copies) {
        Indices next = latent.z().tape().indices();
        for (int b = 0; b < latent.z().rows(); b++) {
            next.add(b - b % copies + (b + 1) % copies);
        }
        return latent.rows(next);
    }

    /** {@return the same as {@link #pass(Tape, Minibatch, long[])}, with noise of its own for each copy: codes and orderings are drawn independently} */
    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        return pass(tape, batch, keys, 1, head::draw);
    }

    @Override
    public Terms defensivePass(Tape tape, Minibatch batch, long[] keys) {
        long[] priorKeys = Arrays.stream(keys)
                .map(key -> RandomKey.split(key, Draws.PRIOR))
                .toArray();
        return pass(tape, batch, keys, 1, (summary, noise) -> head.drawDefensively(summary, noise, priorKeys));
    }

    /** Draws codes from what the destructor tells and noise. */
    private interface Draw {
        Latent codes(Variable summary, Variable noise);
    }

    /** Draws noise once for {@code sharing} neighbours. */
    private Terms pass(Tape tape, Minibatch batch, long[] keys, int sharing, Draw draw) {
        Variable noise = tape.zeroConstant(batch.size(), config.latentDim());
        for (int b = 0; b < batch.size(); b++) {
            for (int i = 0; i < config.latentDim(); i++) {
                noise.value().data[b * config.latentDim() + i] = gaussian(keys[b - b % sharing], i);
            }
        }
        return pass(
                        tape,
                        batch,
                        VictimRule.sampled(keys),
                        noise,
                        draw,
                        ordered -> EdgeOrders.shuffled(tape, ordered, edgeKeys(keys)))
                .terms();
    }

    private static long[] edgeKeys(long[] keys) {
        return Arrays.stream(keys)
                .map(key -> RandomKey.split(key, Draws.EDGE_ORDERS))
                .toArray();
    }

    private static double gaussian(long key, int i) {
        return RandomKey.gaussian(RandomKey.split(key, Draws.CODE_NOISE), i);
    }

    /**
     * Passes graphs through destructor and constructor along the orderings that are in the batch, with given noise; sequential edges
     * come oldest partner first.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param noise \(ε\) of \(z = μ + σ ⊙ ε\), B x latentDim; not modified, and not used by a point posterior
     * @return the terms of objectives and bounds, and what led to them
     */
    public Pass passAlong(Tape tape, Minibatch batch, DMatrixRMaj noise) {
        return pass(
                tape,
                batch,
                VictimRule.along(batch),
                tape.constant(noise),
                head::draw,
                ordered -> EdgeOrders.on(tape, ordered));
    }

    @Override
    public Terms termsAlong(Tape tape, Minibatch batch, DMatrixRMaj noise) {
        return passAlong(tape, batch, noise).terms();
    }

    @Override
    public Optional<LearnsOrder> learnsOrder() {
        return Optional.of(this);
    }

    private Pass pass(
            Tape tape,
            Minibatch batch,
            VictimRule rule,
            Variable noise,
            Draw draw,
            Function<Minibatch, EdgeOrders> edgeOrders) {
        Destruction destruction = destructor.destruct(tape, batch, rule);
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        Latent code = draw.codes(destruction.summary(), noise);
        ConstructionScore construction = constructor.score(code.z(), destruction.batch(), edgeOrders);
        Choices choices = new Choices(destruction.logQSteps(), destruction.graphOfStep(), destruction.numberOfStep());
        return new Pass(
                new Terms(destruction.batch(), construction.logPx(), logQOrder, choices, code),
                destruction,
                construction);
    }

    /**
     * A pass with all that led to its terms.
     *
     * @param terms the terms
     * @param destruction the removals one by one
     * @param construction the parts of {@code logPx}
     */
    public record Pass(Terms terms, Destruction destruction, ConstructionScore construction) {}

    @Override
    public Variable logProbGivenCodes(Tape tape, Minibatch batch, DMatrixRMaj z, long[] keys) {
        return constructor
                .score(tape.constant(z), batch, ordered -> EdgeOrders.shuffled(tape, ordered, keys))
                .logPx();
    }

    @Override
    public Code encode(Tape tape, Minibatch batch, long[] keys) {
        Destruction destruction = destructor.destruct(tape, batch, VictimRule.sampled(keys));
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        return head.describe(destruction, logQOrder);
    }

    @Override
    public Variable logPrior(Variable z) {
        return prior.logProb(z);
    }

    @Override
    public List<GeneratedGraph> decode(Tape tape, DMatrixRMaj z, long[] keys, int maxNodes) {
        requireDecodable(z, keys, maxNodes);
        return constructor.sample(tape.constant(z), keys, maxNodes);
    }

    /** {@inheritDoc} Codes are drawn from the prior. */
    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        int together = config.edges() == EdgeModel.SEQUENTIAL ? SEQUENTIAL_TOGETHER : to - from;
        List<GeneratedGraph> graphs = new ArrayList<>(to - from);
        for (int first = from; first < to; first += together) {
            graphs.addAll(build(tape, first, Math.min(to, first + together), key, maxNodes));
            tape.reset();
        }
        return graphs;
    }

    /** Few: a fresh model's graphs have nearly all edges, each edge is a propagation, and the tape keeps them all until it is reset. */
    private static final int SEQUENTIAL_TOGETHER = 32;

    private List<GeneratedGraph> build(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        Variable noise = tape.zeroConstant(to - from, config.latentDim());
        long[] keys = new long[to - from];
        long[] priorKeys = new long[to - from];
        for (int i = from; i < to; i++) {
            RandomKey own = key.split(i);
            keys[i - from] = own.split(Draws.SAMPLE_DECISIONS).bits();
            for (int j = 0; j < config.latentDim(); j++) {
                noise.value().set(i - from, j, own.split(Draws.SAMPLE_NOISE).gaussian(j));
            }
            priorKeys[i - from] = own.split(Draws.SAMPLE_PRIOR).bits();
        }
        return constructor.sample(prior.sample(noise, priorKeys), keys, maxNodes);
    }
}
