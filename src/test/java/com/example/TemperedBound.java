package com.example;

import static org.sgvae.autodiff.op.ArithmeticOps.scale;

import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.objective.Elbo;
import org.sgvae.objective.EstimatedObjective;

/**
 * The evidence lower bound over a temperature, \(f = \mathrm{ELBO} / T\).
 *
 * @param temperature T, positive
 * @param estimator estimator of the gradient
 */
public record TemperedBound(double temperature, ScoreFunctionEstimator estimator) implements EstimatedObjective {
    @Override
    public Variable signal(Terms terms, double progress, double[] state) {
        return scale(1 / temperature, Elbo.signal(terms, 1, 0, 1));
    }

    @Override
    public double orderingWeight(double progress) {
        return 1 / temperature;
    }

    @Override
    public void requireFits(ModelConfig model) {
        if (!model.hasBound()) {
            throw new IllegalArgumentException("temperedBound needs a model with a bound");
        }
    }
}
