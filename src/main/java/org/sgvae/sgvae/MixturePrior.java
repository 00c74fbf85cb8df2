package org.sgvae.sgvae;

import java.util.Arrays;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.distribution.GaussianMixture;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * A learned prior, a mixture of normal distributions ({@link GaussianMixture}). It follows the codes, so nothing has to bring the
 * codes to the prior. The divergence has no closed form: \(\log q(z) - \log p(z)\) of the draw is its estimate.
 */
final class MixturePrior implements Prior {
    private static final double FIRST_LOG_STD = -0.5;

    private final Parameter weight;
    private final Parameter mean;
    private final Parameter logStd;

    MixturePrior(Parameters parameters, int components, int latentDim) {
        weight = parameters.matrix("prior.weight", components, 1, 1);
        mean = parameters.matrix("prior.mean", components, latentDim, 1);
        logStd = parameters.matrix("prior.logStd", components, latentDim, 1);
    }

    private GaussianMixture on(Tape tape) {
        return new GaussianMixture(weight.on(tape), mean.on(tape), logStd.on(tape));
    }

    @Override
    public Variable logProb(Variable z) {
        return on(z.tape()).logProb(z);
    }

    @Override
    public Variable sample(Variable noise, long[] keys) {
        double[] uniforms = new double[noise.rows()];
        Arrays.setAll(uniforms, b -> RandomKey.uniform(keys[b], 0));
        return on(noise.tape()).sample(noise, uniforms);
    }

    @Override
    public Variable divergence(DiagonalGaussian posterior, Variable logQz, Variable logPz) {
        return ArithmeticOps.subtract(logQz, logPz);
    }

    /** Equal weights, \(μ_m \sim N(0, I)\), \(s_m = -\tfrac12\). */
    @Override
    public void start(RandomKey key) {
        weight.value().zero();
        for (int i = 0; i < mean.value().getNumElements(); i++) {
            mean.value().data[i] = key.gaussian(i);
            logStd.value().data[i] = FIRST_LOG_STD;
        }
    }
}
