package org.sgvae.objective;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Latent;
import org.sgvae.model.ModelConfig;
import org.sgvae.optim.Schedule;
import org.sgvae.random.RandomKey;

/**
 * \(-μ\,\mathrm{MMD}^2\) between the codes of the mini-batch and the prior ({@link Discrepancy}), as in InfoVAE (Zhao, Song
 * and Ermon 2019); their α and λ are β = 1 - α and μ = α + λ - 1. A sample's signal gets its part of it; since that part
 * depends on the other samples' codes too, a baseline made of other samples is then not independent of this one.
 *
 * @param weight μ over the run
 */
public record CodeDiscrepancy(Schedule weight) implements Regularizer {
    @Override
    public void requireFits(ModelConfig model) {
        if (model.latentDim() == 0) {
            throw new IllegalArgumentException("codeDiscrepancy: the model has no code; leave it out");
        }
        Regularizer.requireStandardNormalPrior("codeDiscrepancy", model);
    }

    @Override
    public Run start(GraphModel model, List<Graph> graphs) {
        return new Codes();
    }

    private final class Codes implements Run {
        private final DMatrixRMaj z = new DMatrixRMaj(0, 0); // of all samples
        private final DMatrixRMaj gradient = new DMatrixRMaj(0, 0); // of -μ MMD², and of the same shape
        private double[] witness = {};
        private List<Part> parts = List.of();
        private double mu;

        @Override
        public void exchange(List<Part> parts, RandomKey key, double progress) {
            mu = weight.at(progress);
            this.parts = parts;
            if (mu == 0) {
                return;
            }
            int size =
                    parts.stream().mapToInt(part -> part.terms().batch().size()).sum();
            int dim = latent(0).z().columns();
            z.reshape(size, dim);
            gradient.reshape(size, dim);
            witness = witness.length < size ? new double[size] : witness;
            for (int p = 0; p < parts.size(); p++) {
                Variable own = latent(p).z();
                System.arraycopy(own.value().data, 0, z.data, first(p) * dim, own.rows() * dim);
            }
            Discrepancy.ofStandardNormal(z, gradient, witness);
        }

        private Latent latent(int part) {
            Latent latent = parts.get(part).terms().latent();
            if (latent == null) {
                throw new IllegalStateException("a pass without a code");
            }
            return latent;
        }

        private int first(int part) {
            return parts.subList(0, part).stream()
                    .mapToInt(other -> other.terms().batch().size())
                    .sum();
        }

        @Override
        public double @Nullable [] signals(int part) {
            if (mu == 0) {
                return null;
            }
            double[] own = Arrays.copyOfRange(
                    witness,
                    first(part),
                    first(part) + parts.get(part).terms().batch().size());
            for (int k = 0; k < own.length; k++) {
                own[k] *= -mu;
            }
            return own;
        }

        @Override
        public @Nullable Variable term(int part, Tape tape) {
            if (mu == 0) {
                return null;
            }
            Variable codes = latent(part).z();
            Variable weights = tape.zeroConstant(codes.rows(), codes.columns());
            for (int i = 0; i < codes.rows() * codes.columns(); i++) {
                weights.value().data[i] = -mu * gradient.data[first(part) * codes.columns() + i];
            }
            return MatrixOps.dot(weights, codes);
        }
    }
}
