package org.sgvae.evaluate;

import java.util.List;
import java.util.Optional;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.model.GeneratedGraph;
import org.sgvae.model.Posterior;
import org.sgvae.model.Sgvae;
import org.sgvae.random.RandomKey;
import org.sgvae.train.Workers;

/**
 * What a model is worth on its data.
 *
 * @param validity samples from the prior
 * @param variety whether these samples are new
 * @param resemblance what tells these samples from graphs of the data
 * @param classes number of isomorphism classes of the data
 * @param floor the entropy of the data's distribution over isomorphism classes, \(-\sum_c p_c \ln p_c\), in nats: no model has a mean
 *     \(-\log p(G)\) below it. Where all c classes are equally frequent it is \(\ln c\)
 * @param likelihood of the data's graphs; absent for a point posterior
 * @param surrogate of the data's graphs; for a point posterior only
 * @param heldOut graphs that were not trained on, where asked for
 * @param latentUse what the code carries; absent for a point posterior
 * @param reconstruction of graphs from their codes
 * @param destructionModes in how many ways graphs are taken apart, by class
 * @param interpolation along the first principal axis of the codes
 * @param constructorDependence whether what is built depends on the code
 */
public record Evaluation(
        Validity validity,
        Variety variety,
        Resemblance resemblance,
        int classes,
        double floor,
        Optional<Likelihood> likelihood,
        Optional<Surrogate> surrogate,
        Optional<HeldOut> heldOut,
        Optional<LatentUse> latentUse,
        Reconstruction reconstruction,
        List<DestructionModes> destructionModes,
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
    public Evaluation {
        destructionModes = List.copyOf(destructionModes);
    }

    /**
     * Measures a model.
     *
     * @param model the model; not modified
     * @param data its data
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result, without held-out graphs
     */
    public static Evaluation of(Sgvae model, DataSet data, EvaluationConfig config, Workers workers) {
        return of(model, data, List.of(), config, workers);
    }

    /**
     * Measures a model, and compares its samples with graphs that were not trained on.
     *
     * @param model the model; not modified
     * @param data its data
     * @param test graphs of the same origin that were not trained on, for the {@link Resemblance}; may be none
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result, without the likelihood of held-out graphs
     */
    public static Evaluation of(Sgvae model, DataSet data, List<Graph> test, EvaluationConfig config, Workers workers) {
        RandomKey key = config.key();
        RandomKey scoring = key.split("likelihood");
        boolean point = model.config().posterior() == Posterior.POINT;
        int samples = config.importanceSamples();
        int perClass = config.scoredPerClass();
        int maxNodes = config.maxNodes();
        GraphClasses classes = new GraphClasses(data.graphs());
        int orderings = Math.max(FEWEST_ORDERINGS, Math.min(MOST_ORDERINGS, CODES / classes.size()));
        Codes codes = Codes.of(model, data.graphs(), orderings, key.split("codes"), workers);
        List<GeneratedGraph> drawn = Validity.draw(model, config.samples(), maxNodes, key.split("samples"), workers);
        return new Evaluation(
                Validity.of(drawn, data),
                Variety.of(drawn, data),
                Resemblance.of(drawn.stream().map(GeneratedGraph::graph).toList(), data.graphs(), test),
                classes.size(),
                classes.entropy(),
                point
                        ? Optional.empty()
                        : Optional.of(Likelihood.of(model, data.graphs(), samples, perClass, scoring, workers)),
                point
                        ? Optional.of(Surrogate.of(model, data.graphs(), samples, perClass, scoring, workers))
                        : Optional.empty(),
                Optional.empty(),
                point ? Optional.empty() : Optional.of(LatentUse.of(codes, workers)),
                Reconstruction.of(model, codes, maxNodes, key.split("reconstruction"), workers),
                DestructionModes.of(codes),
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

    /**
     * Returns what no model's mean \(-\log p(G)\) is below.
     *
     * @param data the data
     * @return the entropy of its distribution over isomorphism classes, nats
     */
    public static double floor(DataSet data) {
        return new GraphClasses(data.graphs()).entropy();
    }

    /**
     * Adds graphs that were not trained on.
     *
     * @param scored the graphs, scored
     * @return the same with it
     */
    public Evaluation withHeldOut(HeldOut scored) {
        return new Evaluation(
                validity,
                variety,
                resemblance,
                classes,
                floor,
                likelihood,
                surrogate,
                Optional.of(scored),
                latentUse,
                reconstruction,
                destructionModes,
                interpolation,
                constructorDependence);
    }

    /**
     * Returns the result as JSON. Shares are numbers from 0 to 1, likelihoods and information are in nats; {@code …StdErr} is a standard
     * error, {@code …Low} and {@code …High} are the ends of a 95 % interval; what is not known is null. {@code property} says what a valid
     * graph is; where it is null nothing is asked of one, and {@code valid} is null too. {@code mmd} has a {@link MeanDiscrepancy}, squared and
     * rooted, for each {@link GraphStatistic}. A point posterior has
     * {@code surrogate} in place of {@code nllG}, {@code elboG}, {@code kl} and {@code latentUse}. Destruction modes are listed for the
     * first 100 classes.
     */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        validity.putInto(json);
        variety.putInto(json);
        json.put("mmd", resemblance.toJson());
        json.put("classes", classes).put("floor", floor);
        likelihood.ifPresent(scored -> scored.putInto(json));
        surrogate.ifPresent(scored -> scored.putInto(json));
        heldOut.ifPresent(scored -> json.put("heldOut", scored.toJson()));
        latentUse.ifPresent(use -> json.put("latentUse", use.toJson()));
        return json.put("reconstructionRate", reconstruction.toJson())
                .put(
                        "destructionModes",
                        new JsonArray(destructionModes.stream()
                                .limit(LISTED_CLASSES)
                                .<JsonValue>map(DestructionModes::toJson)
                                .toList()))
                .put("interpolation", interpolation.toJson())
                .put("constructorDependence", constructorDependence.toJson())
                .build();
    }
}
