package org.sgvae.objective;

import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.optim.Schedule;

/**
 * The evidence lower bound with weights that training may change: the mean of {@link Elbo}'s f over orderings and codes
 * drawn from the encoder. With β = α = 1 and no free bits it is the bound itself,
 * \(\mathrm{ELBO} = E[\ell - \mathrm{KL} - \log q(π|x)]\); what is reported is always that one.
 *
 * <p><b>Free bits</b> (after Kingma et al. 2016): \(β \max(λ, \mathrm{KL})\) for every sample, so each code may carry λ
 * nats for free. The mean KL of a mini-batch would not do: a few rare orderings with distant codes then carry the nats of
 * all.
 *
 * @param klWeight β over the run
 * @param freeBits λ over the run, nats
 * @param orderingWeight α over the run
 * @param estimator estimator of the gradient with respect to the ordering
 */
public record Bound(Schedule klWeight, Schedule freeBits, Schedule orderingWeight, ScoreFunctionEstimator estimator)
        implements EstimatedObjective {
    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Bound {
        klWeight.requireNonNegative("klWeight");
        freeBits.requireNonNegative("freeBits");
        orderingWeight.requireNonNegative("orderingWeight");
    }

    /**
     * The bound itself.
     *
     * @param estimator estimator of the gradient with respect to the ordering
     * @return the bound with β = α = 1 and no free bits
     */
    public static Bound plain(ScoreFunctionEstimator estimator) {
        return new Bound(Schedule.constant(1), Schedule.constant(0), Schedule.constant(1), estimator);
    }

    /** The bound itself, with leave-one-out as estimator. */
    public static Bound plain() {
        return plain(new LeaveOneOut());
    }

    @Override
    public Variable signal(Terms terms, double progress, double[] state) {
        return Elbo.signal(terms, klWeight.at(progress), freeBits.at(progress), orderingWeight.at(progress));
    }

    @Override
    public double orderingWeight(double progress) {
        return orderingWeight.at(progress);
    }

    @Override
    public void requireFits(ModelConfig model) {
        Elbo.requireFits(model, klWeight, freeBits, orderingWeight);
    }
}
