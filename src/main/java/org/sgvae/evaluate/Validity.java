package org.sgvae.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.GraphKind;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.LengthDistribution;
import org.sgvae.statistics.Proportion;

/**
 * What samples from the prior are worth.
 *
 * <p>A sample that the limit on nodes cut off is never valid. The lengths are those of <em>all</em> valid samples, in range or not, so
 * that samples out of range count as a distance too.
 *
 * @param kind the kind of the data
 * @param valid samples that are of the kind of the data
 * @param validInRange samples that are valid and no smaller and no larger than all graphs of the data
 * @param cutOff samples that the limit on nodes cut off
 * @param lengths sizes of the valid samples
 * @param lengthTotalVariation total variation distance of these sizes to the data's
 * @param lengthTotalVariationByChance what this distance would be on average for as many samples from a perfect model
 */
public record Validity(
        GraphProperty kind,
        Proportion valid,
        Proportion validInRange,
        int cutOff,
        LengthDistribution lengths,
        double lengthTotalVariation,
        double lengthTotalVariationByChance) {
    /**
     * Draws samples from the prior and judges them.
     *
     * @param model the model; not modified
     * @param data what it should produce
     * @param samples how many samples, at least 1
     * @param maxNodes sampling is cut off at this number of nodes
     * @param key source of the draws; the graphs are those of {@link GraphModel#sample(int, RandomKey, int)}
     * @param workers threads to use
     * @return the result
     */
    public static Validity of(
            GraphModel model, DataSet data, int samples, int maxNodes, RandomKey key, Workers workers) {
        return of(draw(model, samples, maxNodes, key, workers), data);
    }

    /** Samples from the prior, those of {@link GraphModel#sample(int, RandomKey, int)}. */
    static List<GeneratedGraph> draw(GraphModel model, int samples, int maxNodes, RandomKey key, Workers workers) {
        int blocks = (samples + GraphModel.BLOCK - 1) / GraphModel.BLOCK;
        List<List<GeneratedGraph>> drawn = new SharedTapes(workers)
                .map(
                        blocks,
                        (tape, block) -> model.sample(
                                tape,
                                block * GraphModel.BLOCK,
                                Math.min(samples, (block + 1) * GraphModel.BLOCK),
                                key,
                                maxNodes));
        return drawn.stream().flatMap(List::stream).toList();
    }

    /**
     * Judges given samples.
     *
     * @param samples at least one; not modified
     * @param data what they should be like
     * @return the result
     */
    public static Validity of(List<GeneratedGraph> samples, DataSet data) {
        int smallest = data.minNodes();
        int largest = data.maxNodes();
        List<Graph> valid = new ArrayList<>();
        int inRange = 0;
        int cutOff = 0;
        for (GeneratedGraph sample : samples) {
            Graph graph = sample.graph();
            cutOff += sample.complete() ? 0 : 1;
            if (sample.complete() && data.isValid(graph)) {
                valid.add(graph);
                inRange += smallest <= graph.nodes() && graph.nodes() <= largest ? 1 : 0;
            }
        }
        LengthDistribution lengths = LengthDistribution.of(valid);
        LengthDistribution wanted = LengthDistribution.of(data.graphs());
        return new Validity(
                data.kind(),
                new Proportion(valid.size(), samples.size()),
                new Proportion(inRange, samples.size()),
                cutOff,
                lengths,
                lengths.totalVariation(wanted),
                wanted.expectedTotalVariation(lengths.total()));
    }

    void putInto(JsonObject.Builder json) {
        json.put("samples", valid.trials());
        if (kind == GraphKind.ANY) {
            json.put("property", JsonNull.NULL).put("valid", JsonNull.NULL); // nothing that a sample could fail
        } else {
            json.put("property", kind.definition());
            valid.putInto(json, "valid");
        }
        validInRange.putInto(json, "validInRange");
        json.put("cutOff", cutOff)
                .put("lengthTotalVariation", lengthTotalVariation)
                .put("lengthTotalVariationByChance", lengthTotalVariationByChance);
    }
}
