package org.sgvae.sgvae;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.ArithmeticOps.multiply;
import static org.sgvae.autodiff.ArithmeticOps.negate;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.softplus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.SegmentOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.decoder.Constructor;
import org.sgvae.decoder.EdgeOrders;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.encoder.Destruction;
import org.sgvae.encoder.Destructor;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.VictimRule;
import org.sgvae.gnn.Minibatch;
import org.sgvae.model.Choices;
import org.sgvae.model.Code;
import org.sgvae.model.Latent;
import org.sgvae.model.LatentModel;
import org.sgvae.model.LearnsOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The sequential graph variational autoencoder: destructor, posterior, constructor and all their parameters.
 */
public final class Sgvae implements LatentModel, LearnsOrder {
    private final SgvaeConfig config;
    private final Parameters parameters;
    private final Destructor destructor;
    private final @Nullable Linear posteriorMean;
    private final @Nullable Linear posteriorLogStd;
    private final Constructor constructor;

    private Sgvae(SgvaeConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        destructor = new Destructor(parameters, config.sizes(), config.encoder());
        boolean gaussian = config.posterior() == Posterior.GAUSSIAN;
        int d = config.nodeDim() + config.pathDim();
        int latent = config.latentDim();
        posteriorMean = gaussian ? new Linear(parameters, "destructor.posterior.mean", d, latent) : null;
        posteriorLogStd = gaussian ? new Linear(parameters, "destructor.posterior.logStd", d, latent) : null;
        constructor = new Constructor(parameters, config.sizes(), latent, gaussian, config.decoder());
    }

    /**
     * Makes a model with fresh weights, uniform by fan-in, and the start of its encoder that the configuration asks for.
     *
     * @param config sizes
     * @param key source of the weights
     * @return the model
     */
    public static Sgvae create(SgvaeConfig config, RandomKey key) {
        Sgvae model = create(config, Initializer.uniformByFanIn(), key);
        model.start(config.start(), key.split("encoder start"));
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

    @Override
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
                        ordered -> EdgeOrders.shuffled(tape, ordered, edgeKeys(keys)))
                .terms();
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
     * @return the terms of objectives and bounds, and what led to them
     */
    public Pass passAlong(Tape tape, Minibatch batch, DMatrixRMaj noise) {
        return pass(
                tape,
                batch,
                VictimRule.along(batch),
                tape.constant(noise),
                false,
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
            boolean defensive,
            Function<Minibatch, EdgeOrders> edgeOrders) {
        Destruction destruction = destructor.destruct(tape, batch, rule);
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        Latent code = code(destruction.summary(), noise, defensive);
        ConstructionScore construction = constructor.score(code.z(), batch, edgeOrders);
        Choices choices = new Choices(destruction.logQSteps(), destruction.graphOfStep(), destruction.numberOfStep());
        return new Pass(new Terms(construction.logPx(), logQOrder, choices, code), destruction, construction);
    }

    /**
     * A pass with all that led to its terms.
     *
     * @param terms the terms
     * @param destruction the removals one by one
     * @param construction the parts of {@code logPx}
     */
    public record Pass(Terms terms, Destruction destruction, ConstructionScore construction) {}

    private Latent code(Variable summary, Variable noise, boolean defensive) {
        DiagonalGaussian posterior = posterior(summary);
        if (posterior == null) {
            Variable logPz = DiagonalGaussian.standardLogProb(summary);
            Variable none = summary.tape().zeroConstant(summary.rows(), 1);
            return new Latent(summary, logPz, none, negate(logPz), null);
        }
        Variable drawn = posterior.sample(noise);
        Variable z = defensive ? everySecond(noise, drawn) : drawn;
        Variable logPz = DiagonalGaussian.standardLogProb(z);
        Variable logQz = defensive ? evenMixture(posterior.logProb(z), logPz) : posterior.logProbOfNoise(noise);
        return new Latent(z, logPz, logQz, posterior.klToStandardNormal(), posterior);
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

    @Override
    public Variable logProbGivenCodes(Tape tape, Minibatch batch, DMatrixRMaj z, long[] keys) {
        return constructor
                .score(tape.constant(z), batch, ordered -> EdgeOrders.shuffled(tape, ordered, keys))
                .logPx();
    }

    private @Nullable DiagonalGaussian posterior(Variable summary) {
        return posteriorMean == null || posteriorLogStd == null
                ? null
                : new DiagonalGaussian(posteriorMean.apply(summary), posteriorLogStd.apply(summary));
    }

    @Override
    public Code encode(Tape tape, Minibatch batch, long[] keys) {
        Destruction destruction = destructor.destruct(tape, batch, VictimRule.sampled(keys));
        Variable logQOrder = SegmentOps.segmentSum(destruction.logQSteps(), destruction.graphOfStep(), batch.size());
        Variable state = destruction.summary();
        DiagonalGaussian posterior = posterior(state);
        return posterior == null
                ? new Code(state, null, logQOrder)
                : new Code(posterior.mean(), posterior.logStd(), logQOrder);
    }

    @Override
    public List<GeneratedGraph> decode(Tape tape, DMatrixRMaj z, long[] keys, int maxNodes) {
        requireDecodable(z, keys, maxNodes);
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
}
