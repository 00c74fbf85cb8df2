package org.sgvae.sgvae;

import static org.sgvae.autodiff.op.ArithmeticOps.negate;

import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Destruction;
import org.sgvae.model.Code;
import org.sgvae.model.Latent;

/** {@link org.sgvae.encoder.Posterior#POINT}: the state itself. */
final class PointHead implements CodeHead {
    private final Prior prior;

    PointHead(Prior prior) {
        this.prior = prior;
    }

    @Override
    public Latent draw(Variable summary, Variable noise) {
        Variable logPz = prior.logProb(summary);
        Variable none = summary.tape().zeroConstant(summary.rows(), 1);
        return new Latent(summary, logPz, none, negate(logPz), null);
    }

    @Override
    public Latent drawDefensively(Variable summary, Variable noise, long[] keys) {
        throw new IllegalStateException("a point posterior has no density to mix with the prior's");
    }

    @Override
    public Code describe(Destruction destruction, Variable logQOrder) {
        return new Code(destruction.batch(), destruction.summary(), null, logQOrder);
    }

    @Override
    public void start(double logStd) {
        // a point has no width
    }
}
