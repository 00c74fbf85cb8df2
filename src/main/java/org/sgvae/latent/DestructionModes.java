package org.sgvae.latent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonObject;
import org.sgvae.statistics.Estimate;
import org.sgvae.statistics.Proportion;

/**
 * In how many ways the destructor takes graphs of one class apart. Orderings that differ by an automorphism only are one way.
 *
 * @param nodes number of nodes of the graphs
 * @param distinct how many different ways occurred among the orderings drawn
 * @param mostFrequent how often the most frequent one did
 * @param entropy of the distribution of ways, \(-E \log q(π \mid x) - \log|\mathrm{Aut}(x)|\), nats: zero where there is only one way,
 *     \(\ln w\) where w ways are equally frequent
 */
public record DestructionModes(int nodes, int distinct, Proportion mostFrequent, Estimate entropy) {
    /**
     * Counts the ways of each class.
     *
     * @param codes posteriors of graphs with their orderings; not modified
     * @return one a class, in the order of {@link Codes#graphs()}
     */
    public static List<DestructionModes> of(Codes codes) {
        List<DestructionModes> modes = new ArrayList<>();
        int orderings = codes.orderings();
        for (int c = 0; c < codes.graphs().size(); c++) {
            Graph graph = codes.graphs().get(c);
            double logAutomorphisms = Automorphisms.logCount(graph);
            Map<Graph, Integer> ways = new HashMap<>();
            double[] surprise = new double[orderings];
            for (int i = 0; i < orderings; i++) {
                int row = c * orderings + i;
                ways.merge(codes.construction(row), 1, Integer::sum);
                surprise[i] = -codes.logQOrder(row) - logAutomorphisms;
            }
            int most = ways.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            modes.add(new DestructionModes(
                    graph.nodes(), ways.size(), new Proportion(most, orderings), Estimate.ofMean(surprise)));
        }
        return modes;
    }

    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("nodes", nodes)
                .put("orderings", mostFrequent.trials())
                .put("distinct", distinct)
                .put("mostFrequent", mostFrequent.value());
        entropy.putInto(json, "entropy");
        return json.build();
    }
}
