package org.sgvae.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.latent.AxisCorrelations;
import org.sgvae.latent.CodeClusters;
import org.sgvae.latent.Codes;
import org.sgvae.latent.DestructionModes;
import org.sgvae.latent.Interpolation;
import org.sgvae.latent.LatentUse;
import org.sgvae.latent.PairInterpolation;
import org.sgvae.latent.PermutationTest;
import org.sgvae.latent.RebuiltParts;
import org.sgvae.latent.Reconstruction;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.GraphClasses;

/**
 * What the latent code of a model is worth.
 *
 * @param codesOf which graphs were encoded, at most 400: held-out graphs, else fresh ones of the data's distribution, else training graphs
 * @param latentUse what the code carries; absent for a point posterior
 * @param reconstruction of graphs from their codes
 * @param destructionModes in how many ways graphs are taken apart, by class
 * @param clusters separate regions of the code, absent for a point posterior
 * @param interpolation along the first principal axis of the codes
 * @param rebuiltParts how much of a graph is right where it is not rebuilt
 * @param pairs between the codes of two graphs; absent where all graphs are of one class
 * @param axes what the first principal axes of the codes go with
 * @param constructorDependence whether what is built depends on the code
 */
public record CodeEvaluation(
        String codesOf,
        Optional<LatentUse> latentUse,
        Reconstruction reconstruction,
        List<DestructionModes> destructionModes,
        Optional<CodeClusters> clusters,
        Interpolation interpolation,
        RebuiltParts rebuiltParts,
        Optional<PairInterpolation> pairs,
        AxisCorrelations axes,
        PermutationTest constructorDependence) {
    /** Orderings drawn and encoded in all, for the use of the code and what follows from codes. */
    static final int CODES = 4000;

    /** The time of the bound on the information grows with its square; the bound reaches {@code ln 400} = 5.99 nats. */
    static final int MAX_GRAPHS = 400;

    private static final int MIN_ORDERINGS = 20; // of a class
    private static final int MAX_ORDERINGS = 400;
    private static final int TESTED_PAIRS = 400;
    private static final int PERMUTATIONS = 999;
    private static final int INTERPOLATED_POINTS = 10; // as many as in the paper's Figure 3
    private static final int GRAPHS_A_POINT = 1000;
    private static final int INTERPOLATED_PAIRS = 50;
    private static final int LISTED_CLASSES = 100;

    /**
     * Copies the list.
     *
     * @throws NullPointerException if something is null
     */
    public CodeEvaluation {
        destructionModes = List.copyOf(destructionModes);
    }

    /** Measures a model by the codes of graphs: held-out ones, else fresh ones, else those of the data. */
    static CodeEvaluation of(
            LatentModel model, DataSet data, List<Graph> heldOut, EvaluationConfig config, Workers workers) {
        RandomKey key = config.key();
        int maxNodes = config.maxNodes();
        Optional<GraphDistribution> family = data.distribution();
        List<Graph> graphs = evenly(
                !heldOut.isEmpty()
                        ? heldOut
                        : family.map(known -> known.drawAll(
                                        Math.max(MAX_GRAPHS, known.sizes()), key.split(Draws.FRESH_CODES)))
                                .orElse(data.graphs()));
        int classes = new GraphClasses(graphs).size();
        int orderings = Math.max(MIN_ORDERINGS, Math.min(MAX_ORDERINGS, CODES / classes));
        Codes codes = Codes.of(model, graphs, orderings, key.split(Draws.CODES), workers);
        return new CodeEvaluation(
                !heldOut.isEmpty() ? "held-out graphs" : family.isPresent() ? "fresh graphs" : "training graphs",
                !model.config().hasBound() ? Optional.empty() : Optional.of(LatentUse.of(codes, workers)),
                Reconstruction.of(model, codes, maxNodes, key.split(Draws.RECONSTRUCTION), workers),
                DestructionModes.of(codes),
                codes.logStds().map(deviations -> CodeClusters.of(codes)),
                Interpolation.of(
                        model,
                        data,
                        codes,
                        INTERPOLATED_POINTS,
                        GRAPHS_A_POINT,
                        maxNodes,
                        key.split(Draws.INTERPOLATION),
                        workers),
                RebuiltParts.of(model, codes, maxNodes, key.split(Draws.REBUILT_PARTS), workers),
                classes == 1
                        ? Optional.empty()
                        : Optional.of(PairInterpolation.of(
                                model,
                                data.kind(),
                                codes,
                                INTERPOLATED_PAIRS,
                                INTERPOLATED_POINTS,
                                maxNodes,
                                key.split(Draws.PAIRS),
                                workers)),
                AxisCorrelations.of(codes),
                PermutationTest.ofConstructor(
                        model, codes, TESTED_PAIRS, PERMUTATIONS, maxNodes, key.split(Draws.DEPENDENCE), workers));
    }

    /** {@return at most {@link #MAX_GRAPHS} graphs, at equal distances} */
    private static List<Graph> evenly(List<Graph> graphs) {
        int count = Math.min(MAX_GRAPHS, graphs.size());
        return IntStream.range(0, count)
                .mapToObj(i -> graphs.get((int) ((long) i * graphs.size() / count)))
                .toList();
    }

    void putInto(JsonObject.Builder json) {
        json.put("codesOf", codesOf);
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
                .put("rebuiltParts", rebuiltParts.toJson())
                .put("axes", axes.toJson());
        pairs.ifPresent(between -> json.put("pairInterpolation", between.toJson()));
        json.put("constructorDependence", constructorDependence.toJson());
    }
}
