package org.sgvae.objective;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;
import org.sgvae.model.Latent;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.optim.Schedule;

/**
 * The evidence lower bound of one sample, its arithmetic in one place:
 * \[ f = \log p(x, π \mid z) - β \max(λ, \mathrm{KL}) - α \log q(π \mid x). \]
 *
 * <p>With β = α = 1 and λ = 0 the mean of f over \(q(π \mid x)\) and \(q(z \mid π, x)\) is the ELBO, at most
 * \(\log \sum_π p(x, π)\), the log-likelihood of the labelled graph; minus \(\log|\mathrm{Aut}(x)|\) it is a bound for the
 * unlabelled graph. Other weights make it a learning signal: β weighs the KL divergence, λ are free bits (nats), α weighs
 * the ordering.
 *
 * <p>A point posterior has no entropy. \(-\log p(z)\) is then what is left of KL, and f is the paper's surrogate, which
 * bounds nothing. A model without a code has no KL.
 */
public final class Elbo {
    private Elbo() {}

    /**
     * Returns f of one sample, or the mean f of several from the means of their terms where λ is 0.
     *
     * @param logPx \(\log p(x, π \mid z)\), nats
     * @param kl \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\), nats; for a point posterior \(-\log p(z)\)
     * @param logQOrder \(\log q(π \mid x)\), nats
     * @return f with β = α = 1 and no free bits, nats
     */
    public static double of(double logPx, double kl, double logQOrder) {
        return logPx - kl - logQOrder;
    }

    /**
     * Returns f of every sample, with all its gradients.
     *
     * @param terms the terms of a pass of B graphs; not modified
     * @return f with β = α = 1 and no free bits, B x 1, nats
     */
    public static Variable of(Terms terms) {
        return of(terms.logPx(), terms.latent(), terms.logQOrder(), 1, 0, 1);
    }

    /**
     * Returns f of every sample as a learning signal: its gradient is that along the path, where
     * \(\log q(π \mid x)\) is a constant.
     *
     * @param terms the terms of a pass of B graphs; not modified
     * @param beta weight β of the divergence
     * @param lambda free bits λ, nats; 0 for none
     * @param alpha weight α of the ordering
     * @return f, B x 1, nats
     */
    public static Variable signal(Terms terms, double beta, double lambda, double alpha) {
        return of(terms.logPx(), terms.latent(), stopGradient(terms.logQOrder()), beta, lambda, alpha);
    }

    private static Variable of(
            Variable logPx, @Nullable Latent latent, Variable logQOrder, double beta, double lambda, double alpha) {
        Variable generated =
                latent == null ? logPx : subtract(logPx, scale(beta, atLeast(lambda, latent.divergence())));
        return subtract(generated, scale(alpha, logQOrder));
    }

    /** {@return max(λ, x), with no gradient where λ is larger} */
    private static Variable atLeast(double lambda, Variable x) {
        return lambda == 0 ? x : addConstant(relu(addConstant(x, -lambda)), lambda);
    }

    /**
     * Returns the logarithm of every sample's importance weight,
     * \(\log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x)\): its exponential has the expectation p of the
     * labelled graph, whatever q is.
     *
     * @param terms the terms of a pass of B graphs; not modified
     * @return log w, B x 1, nats
     */
    public static Variable logWeight(Terms terms) {
        Latent latent = terms.latent();
        Variable joint = latent == null ? terms.logPx() : subtract(add(terms.logPx(), latent.logPz()), latent.logQz());
        return subtract(joint, terms.logQOrder());
    }

    /** Refuses a model whose terms make no bound of the likelihood, and weights of what it does not have. */
    static void requireFits(ModelConfig model, Schedule klWeight, Schedule freeBits, Schedule orderingWeight) {
        if (model.latentDim() == 0 && !klWeight.equals(Schedule.constant(1))) {
            throw new IllegalArgumentException("klWeight " + klWeight + ": the model has no code; leave it at 1");
        }
        if (model.latentDim() == 0 && !freeBits.equals(Schedule.constant(0))) {
            throw new IllegalArgumentException("freeBits " + freeBits + ": the model has no code; leave it at 0");
        }
        if (!model.learnsOrder() && !orderingWeight.equals(Schedule.constant(1))) {
            throw new IllegalArgumentException(
                    "orderingWeight " + orderingWeight + ": the model learns no ordering; leave it at 1");
        }
        requireBound(model);
    }

    /** Refuses a model whose terms make no bound of the likelihood. */
    static void requireBound(ModelConfig model) {
        if (!model.hasBound()) {
            throw new IllegalArgumentException(
                    "a point posterior has no density, so there is no bound to train; use the paper's surrogate or a"
                            + " Gaussian posterior");
        }
    }
}
