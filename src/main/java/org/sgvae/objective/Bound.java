package org.sgvae.objective;

import org.ejml.dense.row.CommonOps_DDRM;
import org.sgvae.estimator.Samples;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.optim.Schedule;

/**
 * The evidence lower bound with weights that training may change: the mean of {@link Elbo}'s f over orderings and codes
 * drawn from the destructor. With β = α = 1 and no free bits it is the bound itself,
 * \(\mathrm{ELBO} = E[\ell - \mathrm{KL} - \log q(π|x)]\); what is reported is always that one.
 *
 * <p><b>Free bits</b> (after Kingma et al. 2016): \(β \max(λ, \mathrm{KL})\) for every sample, so each code may carry λ nats for free.
 * The mean KL of a mini-batch would not do: a few rare orderings with distant codes then carry the nats of all.
 *
 * <p><b>InfoVAE</b> (Zhao, Song and Ermon 2019) adds \(-μ\,\mathrm{MMD}^2\) between the codes of the mini-batch and the prior
 * ({@link Discrepancy}); their α and λ are β = 1 - α and μ = α + λ - 1. A sample's signal gets its part of it; since
 * that part depends on the other samples' codes too, a baseline made of other samples is then not independent of this one.
 *
 * <p><b>Prior replay</b> adds \(ρ\, E_{p(z)} E_{q(x,π|z)} \log p(x, π \mid z)\): codes drawn from the prior, each with the graph that the
 * encoder would most likely have meant. Where the aggregated posterior is the prior this is the first term of the bound again;
 * elsewhere it fills the prior's holes, mostly the tails, on which nothing else trains the constructor. {@code Bound} only holds the weight.
 *
 * <p>The gradient: pathwise for \(\ell\) and KL, score function for the ordering with f as learning signal. The term
 * \(-α \nabla \log q(π|x)\) itself has mean zero and is left out.
 *
 * @param klWeight β over the run
 * @param freeBits λ over the run, nats
 * @param orderingWeight α over the run
 * @param mmdWeight μ over the run, 0 for none
 * @param replayWeight ρ over the run, 0 for none
 */
public record Bound(
        Schedule klWeight, Schedule freeBits, Schedule orderingWeight, Schedule mmdWeight, Schedule replayWeight)
        implements Objective {
    private static final Schedule NONE = Schedule.constant(0);

    /** The bound itself. */
    public static Bound plain() {
        return new Bound(Schedule.constant(1), NONE, Schedule.constant(1), NONE, NONE);
    }

    @Override
    public void weigh(BatchTerms values, ScoreFunctionEstimator estimator, double progress, BatchTerms weights) {
        double beta = klWeight.at(progress);
        double free = freeBits.at(progress);
        double alpha = orderingWeight.at(progress);
        double mu = mmdWeight.at(progress);
        double[] witness = new double[values.size()];
        if (mu > 0) {
            Discrepancy.ofStandardNormal(values.z(), weights.z(), witness);
            CommonOps_DDRM.scale(-mu, weights.z());
        }
        Samples samples = new Samples();
        samples.clear(values.copies());
        for (int i = 0; i < values.size(); i++) {
            double elbo = Elbo.of(values.logPx[i], values.kl[i], values.logQOrder[i], beta, free, alpha);
            double signal = elbo - mu * witness[i];
            samples.add(signal, values.firstChoice(i + 1) - values.firstChoice(i));
        }
        for (int t = 0; t < samples.choices(); t++) {
            samples.setCost(t, alpha * values.logQChoice[t]);
        }
        estimator.weigh(samples, weights.logPx, weights.logQChoice);
        for (int i = 0; i < values.size(); i++) {
            weights.logPx[i] /= values.size();
            weights.kl[i] = values.kl[i] < free ? 0 : -beta * weights.logPx[i];
        }
        for (int t = 0; t < samples.choices(); t++) {
            weights.logQChoice[t] /= values.size();
        }
    }
}
