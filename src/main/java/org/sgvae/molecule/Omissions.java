package org.sgvae.molecule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sgvae.json.JsonObject;

/**
 * What of a file of SMILES is not in its graphs.
 *
 * @param lines number of lines that are not blank
 * @param withoutStereo lines that are in the graphs but for what they say of stereo
 * @param leftOut by reason, the lines that are left out
 */
public record Omissions(int lines, int withoutStereo, Map<Obstacle, Integer> leftOut) {
    /**
     * Keeps the reasons in their order.
     *
     * @param lines number of lines that are not blank
     * @param withoutStereo lines without what they say of stereo
     * @param leftOut by reason; copied
     */
    public Omissions {
        Map<Obstacle, Integer> ordered = new EnumMap<>(Obstacle.class);
        ordered.putAll(leftOut);
        leftOut = java.util.Collections.unmodifiableMap(ordered);
    }

    /** {@return number of lines that are left out} */
    public int linesLeftOut() {
        return leftOut.values().stream().mapToInt(count -> count).sum();
    }

    /** {@return lines of text that say it; none where nothing was lost} */
    public List<String> report() {
        List<String> report = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            report.add(String.format(Locale.ROOT, "%d of %d lines are left out:", linesLeftOut(), lines));
            leftOut.forEach((obstacle, count) ->
                    report.add(String.format(Locale.ROOT, "%7d  %s", count, obstacle.description())));
        }
        if (withoutStereo > 0) {
            report.add(String.format(
                    Locale.ROOT, "%d of %d lines say something of stereo, which graphs do not", withoutStereo, lines));
        }
        return report;
    }

    /** {@return {@code {"lines":…,"withoutStereo":…,"leftOut":{"charge":…,…}}}} */
    public JsonObject toJson() {
        JsonObject.Builder reasons = JsonObject.builder();
        leftOut.forEach((obstacle, count) -> reasons.put(obstacle.key(), count));
        return JsonObject.builder()
                .put("lines", lines)
                .put("withoutStereo", withoutStereo)
                .put("leftOut", reasons.build())
                .build();
    }
}
