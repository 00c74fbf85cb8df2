package org.sgvae.molecule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.family.Molecules;
import org.sgvae.json.JsonObject;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.statistics.Proportion;

/**
 * Samples as molecules, judged as the field does: valid among all samples, unique among the valid, novel among the
 * unique. Nothing is corrected: a sample is valid if it is complete, connected, and every atom keeps to its valence.
 *
 * @param valid valid samples, of all
 * @param unique different molecules, of the valid samples; it falls with the number of samples. Absent where none
 *     is valid
 * @param novel those that were not trained on, of the different molecules; absent where none is valid
 * @param coverage held-out molecules that were met among the samples; absent where none were held out
 */
public record MoleculeEvaluation(
        Proportion valid, Optional<Proportion> unique, Optional<Proportion> novel, Optional<Coverage> coverage) {

    /**
     * Which share of the held-out molecules was met.
     *
     * @param met held-out molecules that are among the samples, of all different ones
     * @param perfect the share that a perfect model would meet, \(1 - (1 - 1/M)^N\) for N samples uniform among M
     *     molecules; absent where M is not known
     */
    public record Coverage(Proportion met, Optional<Double> perfect) {}

    /**
     * Judges samples. Enumerated molecules are told apart as structures, those of files as molecules, see {@link
     * MoleculeIdentity}.
     *
     * @param samples at least one; not modified
     * @param training molecules that were trained on
     * @param heldOut molecules of the same origin that were not; may be none; not modified
     * @param legend what the types mean
     * @return the shares
     */
    public static MoleculeEvaluation of(
            List<GeneratedGraph> samples, DataSet training, List<Graph> heldOut, Legend legend) {
        Optional<Molecules.Universe> universe = MoleculeData.universe(training);
        return of(
                samples,
                training.graphs(),
                heldOut,
                legend,
                universe.isPresent() ? MoleculeIdentity.STRUCTURE : MoleculeIdentity.MOLECULE,
                universe.map(Molecules.Universe::sizes));
    }

    /** The same for a given identity, and the number M of molecules where the data are uniform among them. */
    static MoleculeEvaluation of(
            List<GeneratedGraph> samples,
            List<Graph> training,
            List<Graph> heldOut,
            Legend legend,
            MoleculeIdentity identity,
            Optional<Integer> universe) {
        List<Graph> valid = samples.stream()
                .filter(GeneratedGraph::complete)
                .map(GeneratedGraph::graph)
                .filter(legend.property()::test)
                .toList();
        Set<Graph> met = keys(valid, legend, identity);
        Set<Graph> novel = new HashSet<>(met);
        novel.removeAll(keys(training, legend, identity));
        Set<Graph> wanted = keys(heldOut, legend, identity);
        int all = wanted.size();
        wanted.retainAll(met);
        return new MoleculeEvaluation(
                new Proportion(valid.size(), samples.size()),
                share(met.size(), valid.size()),
                share(novel.size(), met.size()),
                share(wanted.size(), all)
                        .map(share -> new Coverage(share, universe.map(m -> perfect(m, samples.size())))));
    }

    private static Set<Graph> keys(List<Graph> graphs, Legend legend, MoleculeIdentity identity) {
        Set<Graph> keys = new HashSet<>();
        graphs.forEach(graph -> keys.add(identity.key(graph, legend)));
        return keys;
    }

    private static Optional<Proportion> share(int part, int all) {
        return all == 0 ? Optional.empty() : Optional.of(new Proportion(part, all));
    }

    /** \(1 - (1 - 1/M)^N\). */
    static double perfect(int universe, int samples) {
        return -ElementaryFunctions.expm1(samples * ElementaryFunctions.log1p(-1.0 / universe));
    }

    /**
     * The shares as JSON, numbers from 0 to 1: {@code valid} with {@code validStdErr}, {@code validLow} and {@code
     * validHigh}, the ends of a 95 % interval; {@code unique}, {@code novel}; {@code coverage} with error and interval,
     * {@code coveragePerfect} and {@code coverageRatio}, the first by the second. What is absent is left out.
     */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        valid.putInto(json, "valid");
        unique.ifPresent(share -> json.put("unique", share.value())); // no independent trials, so no error
        novel.ifPresent(share -> json.put("novel", share.value()));
        coverage.ifPresent(share -> {
            share.met.putInto(json, "coverage");
            share.perfect.ifPresent(
                    perfect -> json.put("coveragePerfect", perfect).put("coverageRatio", share.met.value() / perfect));
        });
        return json.build();
    }
}
