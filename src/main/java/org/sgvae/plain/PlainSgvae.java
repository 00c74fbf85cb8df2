package org.sgvae.plain;

import static org.sgvae.plain.Vectors.logNormal;

import java.util.function.ToIntFunction;
import org.sgvae.graph.Graph;
import org.sgvae.plain.PlainConstructor.Construction;
import org.sgvae.plain.PlainDestructor.Destruction;

/** SGVAE: encoder, decoder, and the code between them. The weights tell sizes, posterior, prior, and how edges are decided on. */
public record PlainSgvae(PlainDestructor destructor, PlainConstructor constructor) {
    public PlainSgvae(PlainLayers layers) {
        this(new PlainDestructor(layers), new PlainConstructor(layers));
    }

    /**
     * The log-densities of a graph along an ordering, nats; μ and log σ of \(q(z \mid π, x)\). A point posterior has
     * no density: logStd is empty, logQz 0 by convention, KL infinite. With a learned prior KL is the estimate
     * \(\log q(z \mid π, x) - \log p(z)\).
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    public record Terms(
            Destruction destruction,
            double[] mean,
            double[] logStd,
            double[] z,
            double logPz,
            double logQz,
            double kl,
            Construction construction) {
        /** {@return \(\log p(x, π \mid z) - \mathrm{KL} - \log q(π \mid x)\); its mean over π and ε is the ELBO} */
        public double elbo() {
            return construction.logPx() - kl - destruction.logQOrder();
        }

        /** {@return \(\log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x)\), for IWAE} */
        public double logWeight() {
            return construction.logPx() + logPz - logQz - destruction.logQOrder();
        }
    }

    /** {@return the terms of x along the chosen ordering, with noise ε of \(z = μ + σ ⊙ ε\), not modified} */
    public Terms terms(Graph x, ToIntFunction<Decision> choose, double... noise) {
        PlainLayers layers = destructor.layers();
        Destruction destruction = destructor.destruct(x, choose);
        double[] h = destruction.summary();
        boolean gaussian = layers.has("destructor.posterior.mean");
        double[] mean = gaussian ? layers.linear("destructor.posterior.mean", h) : h;
        double[] logStd = gaussian ? layers.linear("destructor.posterior.logStd", h) : new double[0];
        double[] z = mean.clone();
        double logQz = 0;
        double kl = gaussian ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < logStd.length; i++) {
            z[i] += Math.exp(logStd[i]) * noise[i];
            logQz += logNormal(noise[i], logStd[i]);
            kl += (mean[i] * mean[i] + Math.exp(2 * logStd[i]) - 1) / 2 - logStd[i];
        }
        PlainPrior prior = new PlainPrior(layers);
        double logPz = prior.logPz(z);
        if (prior.isLearned()) {
            kl = logQz - logPz;
        }
        Construction construction = constructor.construct(z, x.nodes(), Decision.along(x, destruction.ordering()));
        return new Terms(destruction, mean, logStd, z, logPz, logQz, kl, construction);
    }
}
