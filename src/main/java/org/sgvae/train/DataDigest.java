package org.sgvae.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

/**
 * What tells a run whether data are those that it was trained on.
 *
 * <p>A graph's canonical bytes are big-endian 32-bit integers: the number of nodes, their types, the number of edges, and for each edge in
 * ascending order its smaller node, its greater node and its type.
 *
 * @param source where the data came from, {@link DataSet#name}: a specification or a file
 * @param graphs number of graphs
 * @param sha256 SHA-256 of the canonical bytes of all graphs in their order, 64 hexadecimal digits
 * @param sha256Unordered SHA-256 of the ascending SHA-256 digests of the graphs: the same for every order
 */
public record DataDigest(String source, int graphs, String sha256, String sha256Unordered) {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * Digests a data set.
     *
     * @param data the graphs; not modified
     * @return the digest
     */
    public static DataDigest of(DataSet data) {
        MessageDigest ordered = newSha256();
        MessageDigest one = newSha256();
        List<String> each = data.graphs().stream()
                .map(graph -> {
                    byte[] bytes = canonicalBytes(graph);
                    ordered.update(bytes);
                    return HEX.formatHex(one.digest(bytes));
                })
                .sorted()
                .toList();
        each.forEach(digest -> one.update(HEX.parseHex(digest)));
        return new DataDigest(data.name(), each.size(), HEX.formatHex(ordered.digest()), HEX.formatHex(one.digest()));
    }

    /** \(4 (2 + n + 3m)\) bytes. */
    private static byte[] canonicalBytes(Graph graph) {
        long integers = 2L + graph.nodes() + 3L * graph.edges();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.multiplyExact(Integer.BYTES, integers)));
        bytes.putInt(graph.nodes());
        for (int v = 0; v < graph.nodes(); v++) {
            bytes.putInt(graph.nodeType(v));
        }
        bytes.putInt(graph.edges());
        for (int i = 0; i < graph.edges(); i++) {
            bytes.putInt(graph.edgeSource(i)).putInt(graph.edgeTarget(i)).putInt(graph.edgeType(i));
        }
        return bytes.array();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * How other data differ from these.
     *
     * @param now the digest of data read or made again
     * @return what is wrong and what it means, or empty where graphs and order are the same, whatever the source is called
     */
    public Optional<String> differenceTo(DataDigest now) {
        if (sha256.equals(now.sha256)) {
            return Optional.empty();
        }
        String are = now.source + ": " + now.graphs + " graphs, not those of the run (" + source + ", " + graphs
                + " graphs)";
        return Optional.of(
                sha256Unordered.equals(now.sha256Unordered)
                        ? now.source + ": the graphs of the run in another order, so a split has other parts"
                        : are + "; test graphs may be ones that were trained on");
    }

    /** {@return the digest as JSON, with the names of the components as keys} */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("source", source)
                .put("graphs", graphs)
                .put("sha256", sha256)
                .put("sha256Unordered", sha256Unordered)
                .build();
    }

    /**
     * Reads a digest.
     *
     * @param json as {@link #toJson} writes it
     * @return the digest
     * @throws org.sgvae.json.JsonException if a member is missing or of another type
     */
    public static DataDigest fromJson(JsonPlace json) {
        return new DataDigest(
                json.at("source").asString(),
                json.at("graphs").asInt(),
                json.at("sha256").asString(),
                json.at("sha256Unordered").asString());
    }
}
