package org.sgvae.objective;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.subtract;

import org.sgvae.autodiff.Variable;
import org.sgvae.model.Terms;

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
 * bounds nothing.
 */
public final class Elbo {
    private Elbo() {}

    /**
     * Returns f of one sample.
     *
     * @param logPx \(\log p(x, π \mid z)\), nats
     * @param kl \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\), nats; for a point posterior \(-\log p(z)\)
     * @param logQOrder \(\log q(π \mid x)\), nats
     * @param beta weight β of the divergence
     * @param lambda free bits λ, nats; negative infinity for none
     * @param alpha weight α of the ordering
     * @return f, nats
     */
    public static double of(double logPx, double kl, double logQOrder, double beta, double lambda, double alpha) {
        return logPx - beta * Math.max(lambda, kl) - alpha * logQOrder;
    }

    /**
     * Returns f with β = α = 1 and no free bits: one sample of the ELBO, or of the paper's surrogate for a point
     * posterior.
     *
     * @param logPx \(\log p(x, π \mid z)\), nats
     * @param kl \(\mathrm{KL}(q(z \mid π, x) \,\|\, p(z))\), nats; for a point posterior \(-\log p(z)\)
     * @param logQOrder \(\log q(π \mid x)\), nats
     * @return f, nats
     */
    public static double of(double logPx, double kl, double logQOrder) {
        return of(logPx, kl, logQOrder, 1, Double.NEGATIVE_INFINITY, 1);
    }

    /**
     * Returns the same on the tape.
     *
     * @param terms the terms of a pass of B graphs; not modified
     * @return f with β = α = 1 and no free bits, B x 1, nats
     */
    public static Variable of(Terms terms) {
        Variable kl = terms.kl();
        Variable generated = kl == null ? add(terms.logPx(), terms.logPz()) : subtract(terms.logPx(), kl);
        return subtract(generated, terms.logQOrder());
    }

    /**
     * Returns the logarithm of a sample's importance weight,
     * \(\log p(x, π \mid z) + \log p(z) - \log q(z \mid π, x) - \log q(π \mid x)\): its exponential has the expectation p
     * of the labelled graph, whatever q is.
     *
     * @param logPx \(\log p(x, π \mid z)\), nats
     * @param logPz \(\log p(z)\), nats
     * @param logQz \(\log q(z \mid π, x)\), nats
     * @param logQOrder \(\log q(π \mid x)\), nats
     * @return log w, nats
     */
    public static double logWeight(double logPx, double logPz, double logQz, double logQOrder) {
        return logPx + logPz - logQz - logQOrder;
    }
}
