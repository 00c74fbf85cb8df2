package org.sgvae.plain;

import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.Graph;
import org.sgvae.plain.PlainConstructor.Construction;
import org.sgvae.plain.PlainDestructor.Destruction;

/** SGVAE; sizes and kind of posterior are those of the weights. Hard removal and independent edges. */
public record PlainSgvae(PlainLayers layers) {
    private static final double HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;

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
    public Terms terms(Graph x, PlainDestructor.Choice choice, double... noise) {
        Destruction destruction = new PlainDestructor(layers).destruct(x, choice);
        double[] h = destruction.summary();
        boolean gaussian = layers.has("destructor.posterior.mean");
        double[] mean = gaussian ? layers.linear("destructor.posterior.mean", h) : h;
        double[] logStd = gaussian ? layers.linear("destructor.posterior.logStd", h) : new double[0];
        double[] z = mean.clone();
        double logPz = 0;
        double logQz = 0;
        double kl = gaussian ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            if (gaussian) {
                z[i] += Math.exp(logStd[i]) * noise[i];
                logQz += -noise[i] * noise[i] / 2 - logStd[i] - HALF_LOG_2_PI;
                kl += (mean[i] * mean[i] + Math.exp(2 * logStd[i]) - 1) / 2 - logStd[i];
            }
            logPz += -z[i] * z[i] / 2 - HALF_LOG_2_PI;
        }
        if (layers.has("prior")) {
            logPz = logMixture(z);
            kl = logQz - logPz;
        }
        PrimitiveIterator.OfInt target = PlainConstructor.decisions(x, destruction.ordering());
        Construction construction = new PlainConstructor(layers).construct(z, x.nodes(), logProb -> target.nextInt());
        return new Terms(destruction, mean, logStd, z, logPz, logQz, kl, construction);
    }

    /** {@return \(\log \sum_m \mathrm{softmax}(w)_m\, N(z; μ_m, \mathrm{diag}\, e^{2 s_m})\) */
    private double logMixture(double... z) {
        double[] logWeight = PlainLayers.logSoftmax(layers.get("prior.weight").data);
        DMatrixRMaj mean = layers.get("prior.mean");
        DMatrixRMaj logStd = layers.get("prior.logStd");
        double[] joint = logWeight.clone();
        for (int m = 0; m < joint.length; m++) {
            for (int i = 0; i < z.length; i++) {
                double noise = (z[i] - mean.get(m, i)) / Math.exp(logStd.get(m, i));
                joint[m] += -noise * noise / 2 - logStd.get(m, i) - HALF_LOG_2_PI;
            }
        }
        return joint[0] - PlainLayers.logSoftmax(joint)[0];
    }

    /** {@return a graph drawn from \(p(x, π \mid z)\), cut off at {@code maxNodes} nodes} */
    public Construction decode(double[] z, int maxNodes, RandomGenerator random) {
        return new PlainConstructor(layers)
                .construct(z, maxNodes, logProb -> PlainLayers.draw(logProb, random.nextDouble()));
    }
}
