package org.sgvae.plain;

import static org.sgvae.plain.Vectors.logNormal;

import org.ejml.data.DMatrixRMaj;

/** The prior of codes: \(N(0, I)\), or a mixture of normal distributions if there are weights of one. */
record PlainPrior(PlainLayers layers) {
    boolean isLearned() {
        return layers.has("prior");
    }

    /** {@return \(\log p(z)\), nats} */
    double logPz(double... z) {
        return isLearned() ? logMixture(z) : logStandardNormal(z);
    }

    private static double logStandardNormal(double... z) {
        double logPz = 0;
        for (double entry : z) {
            logPz += logNormal(entry, 0);
        }
        return logPz;
    }

    /** {@return \(\log \sum_m \mathrm{softmax}(w)_m\, N(z; μ_m, \mathrm{diag}\, e^{2 s_m})\)} */
    private double logMixture(double... z) {
        DMatrixRMaj mean = layers.get("prior.mean");
        DMatrixRMaj logStd = layers.get("prior.logStd");
        double[] joint = Vectors.logSoftmax(layers.get("prior.weight").data);
        for (int m = 0; m < joint.length; m++) {
            for (int i = 0; i < z.length; i++) {
                double noise = (z[i] - mean.get(m, i)) / Math.exp(logStd.get(m, i));
                joint[m] += logNormal(noise, logStd.get(m, i));
            }
        }
        return joint[0] - Vectors.logSoftmax(joint)[0];
    }
}
