package org.sgvae.evaluate;

import java.util.List;
import java.util.Optional;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.GraphClasses;

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
 * @param regret on fresh graphs of the distribution of the data, where its probabilities are known
 * @param codes what the latent code is worth; absent for a model without one
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
        Optional<Regret> regret,
        Optional<CodeEvaluation> codes) {

    /**
     * Measures a model.
     *
     * @param model the model; not modified
     * @param data its data
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result, without held-out graphs and regret
     */
    public static Evaluation of(GraphModel model, DataSet data, EvaluationConfig config, Workers workers) {
        return of(model, data, List.of(), config, workers);
    }

    /**
     * Measures a model, and compares its samples with graphs that were not trained on.
     *
     * @param model the model; not modified
     * @param data its data
     * @param test graphs of the same origin that were not trained on, for the {@link Resemblance} and
     *     the {@link CodeEvaluation}; may be none
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result, without the likelihood of held-out graphs and the regret
     */
    public static Evaluation of(
            GraphModel model, DataSet data, List<Graph> test, EvaluationConfig config, Workers workers) {
        RandomKey key = config.key();
        RandomKey scoring = key.split(Draws.LIKELIHOOD);
        int samples = config.importanceSamples();
        int perClass = config.scoredPerClass();
        GraphClasses classes = new GraphClasses(data.graphs());
        boolean hasBound = model.config().hasBound();
        List<GeneratedGraph> drawn = samples(model, config, workers);
        return new Evaluation(
                Validity.of(drawn, data),
                Variety.of(drawn, data),
                Resemblance.of(drawn.stream().map(GeneratedGraph::graph).toList(), data.graphs(), test),
                classes.size(),
                classes.entropy(),
                hasBound
                        ? Optional.of(Likelihood.of(model, data.graphs(), samples, perClass, scoring, workers))
                        : Optional.empty(),
                hasBound
                        ? Optional.empty()
                        : Optional.of(Surrogate.of(model, data.graphs(), samples, perClass, scoring, workers)),
                Optional.empty(),
                Optional.empty(),
                model.latent().map(withCode -> CodeEvaluation.of(withCode, data, test, config, workers)));
    }

    /**
     * Measures of a model what models are compared by: its samples, and how likely the test graphs are, or the data if there are none.
     * So graphs that were trained on are not scored beside, and nothing is said of codes.
     *
     * @param model the model; not modified
     * @param data its data
     * @param test graphs of the same origin that were not trained on; may be none
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result, without the regret; no likelihood of a point posterior
     */
    public static Evaluation forComparison(
            GraphModel model, DataSet data, List<Graph> test, EvaluationConfig config, Workers workers) {
        GraphClasses classes = new GraphClasses(data.graphs());
        List<GeneratedGraph> drawn = samples(model, config, workers);
        boolean scored = model.config().hasBound();
        return new Evaluation(
                Validity.of(drawn, data),
                Variety.of(drawn, data),
                Resemblance.of(drawn.stream().map(GeneratedGraph::graph).toList(), data.graphs(), test),
                classes.size(),
                classes.entropy(),
                scored && test.isEmpty()
                        ? Optional.of(Likelihood.of(
                                model,
                                data.graphs(),
                                config.importanceSamples(),
                                config.scoredPerClass(),
                                config.key().split(Draws.LIKELIHOOD),
                                workers))
                        : Optional.empty(),
                Optional.empty(),
                scored && !test.isEmpty() ? Optional.of(HeldOut.of(model, test, config, workers)) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Draws the samples that are judged.
     *
     * @param model the model; not modified
     * @param config how many, and their seed
     * @param workers threads to use; their number does not change the result
     * @return the samples
     */
    public static List<GeneratedGraph> samples(GraphModel model, EvaluationConfig config, Workers workers) {
        return Validity.draw(
                model, config.samples(), config.maxNodes(), config.key().split(Draws.SAMPLES), workers);
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
     * Adds the regret on fresh graphs of the data's distribution.
     *
     * @param model the model; not modified
     * @param data its data
     * @param fresh number of fresh graphs, 0 for none
     * @param config how
     * @param workers threads to use
     * @return the same with it, or without where the distribution is not known or the model has no bound
     */
    public Evaluation withRegretOf(
            GraphModel model, DataSet data, int fresh, EvaluationConfig config, Workers workers) {
        Optional<GraphDistribution> family = data.distribution();
        if (fresh == 0 || !model.config().hasBound()) {
            return this;
        }
        return family.flatMap(GraphDistribution::probability)
                .map(known -> withRegret(Regret.of(model, family.orElseThrow(), known, fresh, config, workers)))
                .orElse(this);
    }

    /**
     * Adds what the code is worth, for a model that has one.
     *
     * @param model the model; not modified
     * @param data its data
     * @param test graphs that were not trained on, to encode; may be none
     * @param config how
     * @param workers threads to use
     * @return the same with it
     */
    public Evaluation withCodesOf(
            GraphModel model, DataSet data, List<Graph> test, EvaluationConfig config, Workers workers) {
        return with(
                heldOut,
                regret,
                model.latent().map(withCode -> CodeEvaluation.of(withCode, data, test, config, workers)));
    }

    /**
     * Adds graphs that were not trained on.
     *
     * @param scored the graphs, scored
     * @return the same with it
     */
    public Evaluation withHeldOut(HeldOut scored) {
        return with(Optional.of(scored), regret, codes);
    }

    /**
     * Adds the regret.
     *
     * @param measured on fresh graphs
     * @return the same with it
     */
    public Evaluation withRegret(Regret measured) {
        return with(heldOut, Optional.of(measured), codes);
    }

    private Evaluation with(
            Optional<HeldOut> otherHeldOut, Optional<Regret> otherRegret, Optional<CodeEvaluation> otherCodes) {
        return new Evaluation(
                validity,
                variety,
                resemblance,
                classes,
                floor,
                likelihood,
                surrogate,
                otherHeldOut,
                otherRegret,
                otherCodes);
    }

    /**
     * Returns the result as JSON. Shares are numbers from 0 to 1, likelihoods and information are in nats; {@code …StdErr} is a standard
     * error, {@code …Low} and {@code …High} are the ends of a 95 % interval; what is not known is null. {@code property} says what a valid
     * graph is; where it is null nothing is asked of one, and {@code valid} is null too. {@code mmd} has a {@link MeanDiscrepancy}, squared and
     * rooted, for each {@link GraphStatistic}. A point posterior has {@code surrogate} in place of {@code nllG}, {@code elboG}, {@code kl} and
     * {@code latentUse}; {@code regret} is there where the distribution of the data is known, and {@code fresh} says of which graphs; a model without code has nothing of codes. Destruction modes are listed for the first 100 classes.
     */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        validity.putInto(json);
        variety.putInto(json);
        json.put("mmd", resemblance.toJson());
        json.put("classes", classes).put("floor", floor);
        likelihood.ifPresent(scored -> scored.putInto(json));
        surrogate.ifPresent(scored -> scored.putInto(json));
        regret.ifPresent(measured -> measured.putInto(json));
        heldOut.ifPresent(scored -> json.put("heldOut", scored.toJson()));
        codes.ifPresent(use -> use.putInto(json));
        return json.build();
    }
}
