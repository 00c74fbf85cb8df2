package org.sgvae.cli.terminal;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;

/** The numbers of an evaluation as a table, under the names that they have in the JSON file. */
public final class EvaluationTable {
    private static final String ERROR = "StdErr";
    private static final String LOW = "Low";
    private static final String HIGH = "High";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry("samples", "drawn from the prior"),
            entry("valid", "share that is of the data's kind"),
            entry("validInRange", "share that is also of a size that the data has"),
            entry("unique", "share that is not isomorphic to an earlier sample"),
            entry("novel", "share that is isomorphic to no training graph"),
            entry("validUniqueNovel", "share that is all three"),
            entry("molecules.valid", "share that is connected and keeps to every atom's valence"),
            entry("molecules.unique", "different molecules, of the valid samples"),
            entry("molecules.novel", "those that were not trained on, of the different ones"),
            entry("molecules.coverage", "share of the held-out molecules that the samples met"),
            entry("molecules.coveragePerfect", "the share that as many samples of a perfect model would meet"),
            entry("molecules.coverageRatio", "the first by the second"),
            entry("mmd.samples", "samples compared, as many as were trained on"),
            entry("mmd.graphs", "graphs they are compared with: held out if there are any, else training"),
            entry("mmd.degree.squared", "MMD^2 of samples, GraphRNN's MMD; rooted is its root"),
            entry("mmd.degree.trainTestSquared", "the same of training and held-out graphs: the floor"),
            entry("cutOff", "samples that reached the limit on nodes"),
            entry("lengthTotalVariation", "distance of the valid samples' sizes to the data's, 0 to 1"),
            entry("lengthTotalVariationByChance", "the same for as many samples of a perfect model"),
            entry("classes", "isomorphism classes of the data"),
            entry("floor", "nats; no model's nllG is below it"),
            entry("nllG", "nats; mean -log p(G), by importance sampling"),
            entry("nllGDefensive", "the same with every second code from the prior: better where codes are narrow"),
            entry("graphsWithoutMass", "graphs that the model cannot make, so that nllG is infinite"),
            entry("nllGWithMass", "nats; mean -log p(G) of the others"),
            entry("elboG", "nats; bound on mean log p(G)"),
            entry("kl", "nats; of the code's posterior from the prior"),
            entry("reconstruction", "nats; mean log p(x, ordering | code)"),
            entry("logPz", "nats; mean log p(code)"),
            entry("logQOrder", "nats; mean log q(ordering | x)"),
            entry("smallestEffectiveSamples", "of the importance samples; a few mean that nllG is too high"),
            entry("regret", "nats from the truth: mean log p_true(G) - log p(G) of fresh graphs; 0 is perfect"),
            entry("regretWithMass", "the same of the graphs that the model can make"),
            entry("fresh.graphsWithoutMass", "fresh graphs that the model cannot make, so that the regret is infinite"),
            entry("fresh.graphs", "drawn from the family of the data for the regret"),
            entry("fresh.trueNllG", "nats; mean -log p_true(G) of the fresh graphs"),
            entry("fresh.smallestEffectiveSamples", "a few mean that the regret is at most the value above"),
            entry("surrogate", "nats; the paper's objective, bounds nothing"),
            entry("latentUse.mutualInformation", "nats; what a code tells of its graph, at least"),
            entry(
                    "latentUse.mutualInformationCeiling",
                    "nats; the bound above cannot exceed it, the entropy of these graphs"),
            entry("latentUse.bandwidth", "of the classifier that the bound is by, see LatentUse"),
            entry("latentUse.activeUnits", "entries of the code that differ between graphs"),
            entry("codeClusters.count", "separate regions of the code that are used"),
            entry("reconstructionRate.fromMean", "share of graphs built again from the mean of their code"),
            entry("rebuiltParts.graphs", "rebuilt graphs that are not isomorphic to their own"),
            entry("rebuiltParts.nodesRight", "share of their nodes that is right, under a good assignment; at least"),
            entry("rebuiltParts.edgesRight", "share of their edges that is right, under a good assignment; at least"),
            entry("rebuiltParts.distance", "edit distance to their own, at most"),
            entry("pairInterpolation.valid", "share of the graphs between two graphs' codes"),
            entry("pairInterpolation.stepDistance", "edit distance from one to the next, at most"),
            entry("pairInterpolation.dataDistance", "the same of the two graphs that were encoded"),
            entry("heldOut.nllG", "nats; of graphs not trained on: above nllG, if these were memorised"),
            entry("interpolation.slope", "nodes for a step along the first principal axis of the codes"),
            entry("constructorDependence.pValue", "that what is built does not depend on the code"));

    private final TextTable table = new TextTable("lrrll").row("", "value", "std. error", "95 % interval", "");

    private EvaluationTable() {}

    /** Makes the table of all single numbers, those of objects within included. */
    public static String of(JsonObject evaluation) {
        EvaluationTable all = new EvaluationTable();
        all.add("", evaluation.members());
        return all.table.toString();
    }

    private void add(String prefix, Map<String, JsonValue> members) {
        members.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof JsonObject object) {
                add(name + ".", object.members());
            } else if (value instanceof JsonNumber number && !belongsToAnother(key, members)) {
                String error = shown(members.get(key + ERROR));
                String interval = members.containsKey(key + LOW)
                        ? shown(members.get(key + LOW)) + " to " + shown(members.get(key + HIGH))
                        : "";
                table.row(name, shown(number), error, interval, MEANINGS.getOrDefault(name, ""));
            }
        });
    }

    /** Whether it is the error or an end of the interval of a number before it. */
    private static boolean belongsToAnother(String key, Map<String, JsonValue> members) {
        for (String ending : new String[] {ERROR, LOW, HIGH}) {
            if (key.endsWith(ending) && members.containsKey(key.substring(0, key.length() - ending.length()))) {
                return true;
            }
        }
        return false;
    }

    private static String shown(@Nullable JsonValue value) {
        if (!(value instanceof JsonNumber number)) {
            return "";
        }
        return number.toLong().isPresent() ? number.text() : String.format(Locale.ROOT, "%.4f", number.toDouble());
    }
}
