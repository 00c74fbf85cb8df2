package org.sgvae.sgvae;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.ArithmeticOps.multiply;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.softplus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.SegmentOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.decoder.Constructor;
import org.sgvae.decoder.Decoder;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.decoder.SequentialConstructor;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.encoder.Destruction;
import org.sgvae.encoder.Destructor;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.VictimRule;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The sequential graph variational autoencoder: destructor, posterior, constructor and all their parameters.
 */
public final class Sgvae implements GraphModel {
    private final SgvaeConfig config;
    private final Parameters parameters;
    private final Destructor destructor;
    private final @Nullable Linear posteriorMean;
    private final @Nullable Linear posteriorLogStd;
    private final Decoder constructor;

    private Sgvae(SgvaeConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        destructor = new Destructor(parameters, config.sizes(), config.removal());
        boolean gaussian = config.posterior() == Posterior.GAUSSIAN;
        int d = config.nodeDim();
        int latent = config.latentDim();
        posteriorMean = gaussian ? new Linear(parameters, "destructor.posterior.mean", d, latent) : null;
        posteriorLogStd = gaussian ? new Linear(parameters, "destructor.posterior.logStd", d, latent) : null;
        constructor = config.edges() == EdgeModel.SEQUENTIAL
                ? new SequentialConstructor(parameters, config.sizes(), gaussian ? latent : 0)
                : new Constructor(parameters, config.sizes(), gaussian ? latent : 0);
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in.
     *
     * @param config sizes
     * @param key source of the weights
     * @return the model
     */
    public static Sgvae create(SgvaeConfig config, RandomKey key) {
        return create(config, Initializer.uniformByFanIn(), key);
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
        if (posteriorLogStd != null && start.logStd() != 0) {
            posteriorLogStd.fillBias(start.logStd());
        }
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
     * @param batch B graphs; their orderings are set
     * @param keys B bare random keys, one for each; not modified
     * @return the terms of objectives and bounds
     */
    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        return pass(tape, batch, keys, batch.copies(), false);
    }

    /** {@return the same as {@link #pass}, with noise of its own for each copy: codes and orderings are drawn independently} */
    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        return pass(tape, batch, keys, 1, false);
    }

    /**
     * Passes graphs through destructor and constructor, with every second code from the prior; {@code logQz} is the density of both
     * together, \(\tfrac12 q(z \mid π, x) + \tfrac12 p(z)\) (defensive importance sampling, Hesterberg 1995). So importance weights with
     * the expectation p(G) stay below \(2\,p(x, π \mid z) / q(π \mid x)\), however narrow a posterior is.
     *
     * @param tape where to
     * @param batch B graphs; their orderings are set. With an even number of each, both kinds of code are equally frequent
     * @param keys B bare random keys, one for each; not modified
     * @return the terms; KL is the posterior's
     * @throws IllegalStateException if the model has a point posterior
     */
    public Terms defensivePass(Tape tape, Minibatch batch, long[] keys) {
        if (posteriorMean == null) {
            throw new IllegalStateException("a point posterior has no density to mix with the prior's");
        }
        return pass(tape, batch, keys, 1, true);
    }

    /** Draws noise once for {@code sharing} neighbours. */
    private Terms pass(Tape tape, Minibatch batch, long[] keys, int sharing, boolean defensive) {
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
                defensive,
                ordered -> EdgeOrders.shuffled(ordered, edgeKeys(keys)));
    }

    private static long[] edgeKeys(long[] keys) {
        return Arrays.stream(keys).map(key -> RandomKey.split(key, 2)).toArray(); // 1 is the noise's
    }

    private static double gaussian(long key, int i) {
        return RandomKey.gaussian(RandomKey.split(key, 1), i); // draws of the key itself are the removals'
    }

    /**
     * Passes graphs through destructor and constructor along the orderings that are in the batch, with given noise; sequential edges
     * come oldest partner first.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param noise \(ε\) of \(z = μ + σ ⊙ ε\), B x latentDim; not modified, and not used by a point posterior
     * @return the terms of objectives and bounds
     */
    public Terms passAlong(Tape tape, Minibatch batch, DMatrixRMaj noise) {
        return pass(tape, batch, VictimRule.along(batch), tape.constant(noise), false, EdgeOrders::oldestFirst);
    }

    private Terms pass(
            Tape tape,
            Minibatch batch,
            VictimRule rule,
            Variable noise,
            boolean defensive,
            Function<Minibatch, EdgeOrders> edgeOrders) {
        Destruction destruction = destructor.destruct(tape, batch, rule);
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        Variable z;
        Variable logQz;
        Variable kl;
        DiagonalGaussian posterior = posterior(destruction.lastState());
        if (posterior == null) {
            z = destruction.lastState();
            logQz = tape.zeroConstant(batch.size(), 1);
            kl = null;
        } else {
            z = defensive ? everySecond(noise, posterior.sample(noise)) : posterior.sample(noise);
            logQz = defensive
                    ? evenMixture(posterior.logProb(z), DiagonalGaussian.standardLogProb(z))
                    : posterior.logProbOfNoise(noise);
            kl = posterior.klToStandardNormal();
        }
        Variable logPz = DiagonalGaussian.standardLogProb(z);
        ConstructionScore construction = constructor.score(z, batch, edgeOrders);
        return new Terms(z, construction.logPx(), logPz, logQz, kl, posterior, logQOrder, construction, destruction);
    }

    /** {@return a matrix with the odd rows of one and the even rows of another, all n x k} */
    private static Variable everySecond(Variable odd, Variable even) {
        Variable mask = odd.tape().zeroConstant(odd.rows(), odd.columns());
        for (int i = 0; i < odd.rows() * odd.columns(); i++) {
            mask.value().data[i] = i / odd.columns() % 2;
        }
        return add(even, multiply(mask, subtract(odd, even)));
    }

    /** {@return \(\log(\tfrac12 e^a + \tfrac12 e^b)\)} */
    private static Variable evenMixture(Variable a, Variable b) {
        return addConstant(add(a, softplus(subtract(b, a))), -Math.log(2));
    }

    /**
     * Scores graphs along the orderings that are in the batch, built from given codes; the destructor is not asked.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param z codes, B x latentDim; not modified
     * @param keys B bare random keys for the order of sequential edges; not modified
     * @return \(\log p(x, π \mid z)\), B x 1, or its estimate by one order of sequential edges
     */
    public Variable logProbGivenCodes(Tape tape, Minibatch batch, DMatrixRMaj z, long[] keys) {
        return constructor
                .score(tape.constant(z), batch, ordered -> EdgeOrders.shuffled(ordered, keys))
                .logPx();
    }

    private @Nullable DiagonalGaussian posterior(Variable lastState) {
        return posteriorMean == null || posteriorLogStd == null
                ? null
                : new DiagonalGaussian(posteriorMean.apply(lastState), posteriorLogStd.apply(lastState));
    }

    /**
     * Encodes graphs: the mean of \(q(z \mid π, x)\), or the point, for an ordering drawn from \(q(π \mid x)\).
     *
     * @param tape a tape, best a forward-only one
     * @param batch B graphs; their orderings are set
     * @param keys B bare random keys for the orderings; not modified
     * @return the means, B x latentDim, and the log-deviations, or no deviations for a point posterior
     */
    public Code encode(Tape tape, Minibatch batch, long[] keys) {
        Destruction destruction = destructor.destruct(tape, batch, VictimRule.sampled(keys));
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        Variable state = destruction.lastState();
        DiagonalGaussian posterior = posterior(state);
        return posterior == null
                ? new Code(state, null, logQOrder)
                : new Code(posterior.mean(), posterior.logStd(), logQOrder);
    }

    /**
     * The posterior of codes.
     *
     * @param mean means, or points, B x latentDim
     * @param logStd logarithms of the standard deviations, B x latentDim; absent for a point posterior
     * @param logQOrder \(\log q(π \mid x)\) of the orderings, B x 1
     */
    public record Code(Variable mean, @Nullable Variable logStd, Variable logQOrder) {}

    /**
     * Builds graphs from given codes.
     *
     * @param tape a tape, best a forward-only one
     * @param z codes, B x latentDim; not modified
     * @param keys B bare random keys, one a graph; not modified
     * @param maxNodes sampling is cut off at this number of nodes, at least 1
     * @return B graphs in the order of the codes
     * @throws IllegalArgumentException if the codes have another size, there are fewer keys than codes, or {@code maxNodes < 1}
     */
    public List<GeneratedGraph> decode(Tape tape, DMatrixRMaj z, long[] keys, int maxNodes) {
        if (z.numCols != config.latentDim()) {
            throw new IllegalArgumentException("latent codes have " + z.numCols + " entries but the model's have "
                    + config.latentDim() + "; give " + config.latentDim());
        }
        if (keys.length < z.numRows) {
            throw new IllegalArgumentException(
                    keys.length + " random keys for " + z.numRows + " latent codes; give one for each");
        }
        if (maxNodes < 1) {
            throw new IllegalArgumentException("maxNodes " + maxNodes + ": must be at least 1");
        }
        return constructor.sample(tape.constant(z), keys, maxNodes);
    }

    /** {@inheritDoc} Codes are drawn from the prior \(N(0, I)\). */
    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        DMatrixRMaj z = new DMatrixRMaj(to - from, config.latentDim());
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            RandomKey own = key.split(i);
            keys[i - from] = own.split(0).bits();
            for (int j = 0; j < config.latentDim(); j++) {
                z.set(i - from, j, own.split(1).gaussian(j));
            }
        }
        List<GeneratedGraph> graphs = decode(tape, z, keys, maxNodes);
        tape.reset();
        return graphs;
    }

    /**
     * Encodes graphs and builds them again from their codes' means.
     *
     * @param graphs the graphs; not modified
     * @param key source of orderings and decisions
     * @param maxNodes construction is cut off at this number of nodes
     * @return one graph for each, in the same order
     */
    public List<GeneratedGraph> reconstruct(List<Graph> graphs, RandomKey key, int maxNodes) {
        Tape tape = Tape.forwardOnly();
        List<GeneratedGraph> result = new ArrayList<>(graphs.size());
        for (int i = 0; i < graphs.size(); i++) {
            RandomKey own = key.split(i);
            long[] orderKey = {own.split(0).bits()};
            long[] decisionKey = {own.split(1).bits()};
            Minibatch batch = new Minibatch(List.of(graphs.get(i)), 1);
            DMatrixRMaj mean = encode(tape, batch, orderKey).mean().value().copy();
            tape.reset();
            result.addAll(decode(tape, mean, decisionKey, maxNodes));
            tape.reset();
        }
        return result;
    }
}
