package org.sgvae.distribution;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.SegmentOps.segmentLogSoftmax;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * A mixture of M normal distributions with diagonal covariance,
 * \(p(z) = \sum_m \mathrm{softmax}(w)_m\, N(z; μ_m, \mathrm{diag}\, e^{2 s_m})\).
 *
 * @param weight \(w\), M x 1
 * @param mean \(μ\), M x k
 * @param logStd \(s\), M x k
 */
public record GaussianMixture(Variable weight, Variable mean, Variable logStd) {
    /** {@return \(\log \mathrm{softmax}(w)\), M x 1, nats} */
    public Variable logWeights() {
        return segmentLogSoftmax(weight, weight.tape().indices().zeros(weight.rows()), 1);
    }

    /**
     * Scores vectors: \(\log \sum_m e^{a_m}\), \(a_m = \log \mathrm{softmax}(w)_m + \log N(z; μ_m, \mathrm{diag}\, e^{2 s_m})\).
     *
     * @param z the vectors, n x k; not modified
     * @return log-densities, n x 1, nats
     */
    public Variable logProb(Variable z) {
        Tape tape = z.tape();
        int components = weight.rows();
        Indices vector = tape.indices(); // rows are pairs: the first vector with each component, then the second, …
        Indices component = tape.indices();
        for (int i = 0; i < z.rows(); i++) {
            for (int m = 0; m < components; m++) {
                vector.add(i);
                component.add(m);
            }
        }
        DiagonalGaussian each = new DiagonalGaussian(gatherRows(mean, component), gatherRows(logStd, component));
        Variable a = add(gatherRows(logWeights(), component), each.logProb(gatherRows(z, vector)));
        Indices largest = largest(a, z.rows());
        // log Σ exp(a) = a_m − log softmax(a)_m for every m; with the largest nothing cancels
        return subtract(gatherRows(a, largest), gatherRows(segmentLogSoftmax(a, vector, z.rows()), largest));
    }

    private static Indices largest(Variable a, int vectors) {
        Indices largest = a.tape().indices();
        int components = vectors == 0 ? 0 : a.rows() / vectors;
        for (int i = 0; i < vectors; i++) {
            int best = i * components;
            for (int row = best + 1; row < (i + 1) * components; row++) {
                best = a.value().data[row] > a.value().data[best] ? row : best;
            }
            largest.add(best);
        }
        return largest;
    }

    /**
     * Draws vectors, \(z = μ_m + e^{s_m} ⊙ ε\) with m drawn by the weights. They are constants: no gradient reaches the mixture.
     *
     * @param noise \(ε\), n x k; not modified
     * @param uniforms n numbers, uniform in [0, 1), for the components; not modified
     * @return \(z\), n x k, a constant
     */
    public Variable sample(Variable noise, double[] uniforms) {
        Variable z = noise.tape().zeroConstant(noise.rows(), noise.columns());
        double[] logWeights = logWeights().value().data;
        int k = noise.columns();
        for (int i = 0; i < noise.rows(); i++) {
            int m = Categorical.sample(logWeights, 0, weight.rows(), uniforms[i]);
            for (int j = 0; j < k; j++) {
                z.value().data[i * k + j] = mean.value().data[m * k + j]
                        + ElementaryFunctions.exp(logStd.value().data[m * k + j]) * noise.value().data[i * k + j];
            }
        }
        return z;
    }
}
