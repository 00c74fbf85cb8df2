package org.sgvae.evaluate;

import java.util.List;
import java.util.Optional;
import org.sgvae.graph.DataSet;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.latent.CodeClusters;
import org.sgvae.latent.Codes;
import org.sgvae.latent.DestructionModes;
import org.sgvae.latent.Interpolation;
import org.sgvae.latent.LatentUse;
import org.sgvae.latent.PermutationTest;
import org.sgvae.latent.Reconstruction;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;

/**
 * What the latent code of a model is worth.
 *
 * @param latentUse what the code carries; absent for a point posterior
 * @param reconstruction of graphs from their codes
 * @param destructionModes in how many ways graphs are taken apart, by class
 * @param clusters separate regions of the code, absent for a point posterior
 * @param interpolation along the first principal axis of the codes
 * @param constructorDependence whether what is built depends on the code
 */
public record CodeEvaluation(
        Optional<LatentUse> latentUse,
        Reconstruction reconstruction,
        List<DestructionModes> destructionModes,
        Optional<CodeClusters> clusters,
        Interpolation interpolation,
        PermutationTest constructorDependence) {
    /** Orderings drawn and encoded in all, for the use of the code and what follows from codes. */
    static final int CODES = 4000;

    private static final int FEWEST_ORDERINGS = 20; // of a class
    private static final int MOST_ORDERINGS = 400;
    private static final int TESTED_PAIRS = 400;
    private static final int PERMUTATIONS = 999;
    private static final int INTERPOLATED_POINTS = 10; // as many as in the paper's Figure 3
    private static final int GRAPHS_A_POINT = 1000;
    private static final int LISTED_CLASSES = 100;

    /**
     * Copies the list.
     *
     * @throws NullPointerException if something is null
     */
    public CodeEvaluation {
        destructionModes = List.copyOf(destructionModes);
    }

    /** Measures a model on data of a number of isomorphism classes. */
    static CodeEvaluation of(LatentModel model, DataSet data, int classes, EvaluationConfig config, Workers workers) {
        RandomKey key = config.key();
        int maxNodes = config.maxNodes();
        int orderings = Math.max(FEWEST_ORDERINGS, Math.min(MOST_ORDERINGS, CODES / classes));
        Codes codes = Codes.of(model, data.graphs(), orderings, key.split("codes"), workers);
        return new CodeEvaluation(
                !model.config().hasBound() ? Optional.empty() : Optional.of(LatentUse.of(codes, workers)),
                Reconstruction.of(model, codes, maxNodes, key.split("reconstruction"), workers),
                DestructionModes.of(codes),
                codes.logStds().map(deviations -> CodeClusters.of(codes)),
                Interpolation.of(
                        model,
                        data,
                        codes,
                        INTERPOLATED_POINTS,
                        GRAPHS_A_POINT,
                        maxNodes,
                        key.split("interpolation"),
                        workers),
                PermutationTest.ofConstructor(
                        model, codes, TESTED_PAIRS, PERMUTATIONS, maxNodes, key.split("dependence"), workers));
    }

    void putInto(JsonObject.Builder json) {
        latentUse.ifPresent(use -> json.put("latentUse", use.toJson()));
        clusters.ifPresent(found -> json.put("codeClusters", found.toJson()));
        json.put("reconstructionRate", reconstruction.toJson())
                .put(
                        "destructionModes",
                        new JsonArray(destructionModes.stream()
                                .limit(LISTED_CLASSES)
                                .<JsonValue>map(DestructionModes::toJson)
                                .toList()))
                .put("interpolation", interpolation.toJson())
                .put("constructorDependence", constructorDependence.toJson());
    }
}
