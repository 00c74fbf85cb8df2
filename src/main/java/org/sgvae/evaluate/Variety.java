package org.sgvae.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.statistics.Proportion;

/**
 * Whether samples differ from each other and from what was trained on, up to isomorphism with types. All are shares of all samples; one that
 * the limit on nodes cut off counts as the graph it got to, and is not valid.
 *
 * @param unique samples that are not isomorphic to an earlier one; their share falls with the number of samples
 * @param novel samples that are isomorphic to no training graph
 * @param validUniqueNovel samples that are valid, novel and not isomorphic to an earlier one
 */
public record Variety(Proportion unique, Proportion novel, Proportion validUniqueNovel) {
    /**
     * Judges samples.
     *
     * @param samples at least one; not modified
     * @param data what was trained on
     * @return the shares
     * @throws IllegalArgumentException if comparing two graphs is too hard, see {@link Isomorphism}
     */
    public static Variety of(List<GeneratedGraph> samples, DataSet data) {
        List<Graph> all = new ArrayList<>(data.graphs());
        samples.forEach(sample -> all.add(sample.graph()));
        int[] classOf = Isomorphism.classes(all);
        BitSet trained = new BitSet();
        for (int i = 0; i < data.graphs().size(); i++) {
            trained.set(classOf[i]);
        }
        BitSet seen = new BitSet();
        int novel = 0;
        int validUniqueNovel = 0;
        for (int i = 0; i < samples.size(); i++) {
            GeneratedGraph sample = samples.get(i);
            int c = classOf[data.graphs().size() + i];
            boolean first = !seen.get(c);
            seen.set(c);
            if (!trained.get(c)) {
                novel++;
                validUniqueNovel += first && sample.complete() && data.isValid(sample.graph()) ? 1 : 0;
            }
        }
        return new Variety(
                new Proportion(seen.cardinality(), samples.size()),
                new Proportion(novel, samples.size()),
                new Proportion(validUniqueNovel, samples.size()));
    }

    void putInto(JsonObject.Builder json) {
        json.put("unique", unique.value()); // no independent trials, so no error
        novel.putInto(json, "novel");
        json.put("validUniqueNovel", validUniqueNovel.value());
    }
}
