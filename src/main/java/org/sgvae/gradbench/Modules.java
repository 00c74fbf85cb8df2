package org.sgvae.gradbench;

import java.util.Map;

/** The modules by name. */
final class Modules {
    private Modules() {}

    static Map<String, Map<String, Evaluation>> all() {
        return Map.ofEntries(
                Map.entry("hello", Hello.FUNCTIONS),
                Map.entry("lse", LogSumExp.FUNCTIONS),
                Map.entry("llsq", LeastSquares.FUNCTIONS),
                Map.entry("det", Determinant.FUNCTIONS),
                Map.entry("ode", RungeKutta.FUNCTIONS),
                Map.entry("kmeans", KMeans.FUNCTIONS),
                Map.entry("gmm", GaussianMixture.FUNCTIONS),
                Map.entry("lstm", Lstm.FUNCTIONS),
                Map.entry("ba", BundleAdjustment.FUNCTIONS),
                Map.entry("ht", HandTracking.FUNCTIONS),
                Map.entry("saddle", Saddle.FUNCTIONS),
                Map.entry("particle", Particle.FUNCTIONS));
    }
}
