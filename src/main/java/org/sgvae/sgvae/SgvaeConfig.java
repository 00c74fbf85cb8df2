package org.sgvae.sgvae;

import java.util.List;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.EncoderConfig;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.gnn.Sizes;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.WhenAbsent;
import org.sgvae.random.RandomKey;

/**
 * The sizes that define a model, and the choices that make it another model; those of the paper where nothing is said.
 *
 * @param nodeDim entries of a node state d
 * @param messageDim entries of a message m
 * @param graphDim entries of a graph state g
 * @param rounds rounds of propagation T
 * @param nodeTypes number of node types V
 * @param edgeTypes number of edge types E
 * @param posterior what the code is
 * @param latentDim entries of the code; equal to {@code nodeDim} for a point posterior
 * @param removal what removing a node means for those that are left
 * @param edges how the constructor decides on edges
 * @param types when the constructor decides on node types
 * @param codeInput where the constructor sees the code
 * @param connectivity which graphs the constructor builds, and the destructor leaves behind
 * @param propagation when the constructor's states propagate
 * @param valences by node type, the largest sum of bond orders that the constructor gives a node, edge type j being of
 *     order j + 1; empty for no such rule
 * @param pathDim entries of the code's path along the removals, beside the last node's state; 0 for none
 * @param priorComponents components M of a learned mixture as the codes' prior; 0 for \(N(0, I)\), which is not learned
 * @param start how the encoder of a fresh model starts
 */
public record SgvaeConfig(
        int nodeDim,
        int messageDim,
        int graphDim,
        int rounds,
        int nodeTypes,
        int edgeTypes,
        Posterior posterior,
        int latentDim,
        @WhenAbsent("\"hard\"") Removal removal,
        @WhenAbsent("\"independent\"") EdgeModel edges,
        @WhenAbsent("\"afterwards\"") NodeTypes types,
        @WhenAbsent("\"first_node\"") CodeInput codeInput,
        @WhenAbsent("\"any\"") Connectivity connectivity,
        @WhenAbsent("\"every_step\"") PropagationTime propagation,
        @WhenAbsent("[]") List<Integer> valences,
        @WhenAbsent("0") int pathDim,
        @WhenAbsent("0") int priorComponents,
        @WhenAbsent("{\"longestMemory\":1,\"logStd\":0}") EncoderStart start)
        implements ModelConfig {

    /**
     * Makes the configuration of a model with hard removal, the paper's decoder, and random weights at the start.
     *
     * @param nodeDim entries of a node state d
     * @param messageDim entries of a message m
     * @param graphDim entries of a graph state g
     * @param rounds rounds of propagation T
     * @param nodeTypes number of node types V
     * @param edgeTypes number of edge types E
     * @param posterior what the code is
     * @param latentDim entries of the code; equal to {@code nodeDim} for a point posterior
     * @throws IllegalArgumentException if a size is below 1, or {@code latentDim} does not fit a point posterior
     */
    public SgvaeConfig(
            int nodeDim,
            int messageDim,
            int graphDim,
            int rounds,
            int nodeTypes,
            int edgeTypes,
            Posterior posterior,
            int latentDim) {
        this(
                nodeDim,
                messageDim,
                graphDim,
                rounds,
                nodeTypes,
                edgeTypes,
                posterior,
                latentDim,
                Removal.HARD,
                EdgeModel.INDEPENDENT,
                NodeTypes.AFTERWARDS,
                CodeInput.FIRST_NODE,
                Connectivity.ANY,
                PropagationTime.EVERY_STEP,
                List.of(),
                0,
                0,
                EncoderStart.random());
    }

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1, or {@code latentDim} does not fit a point posterior
     */
    public SgvaeConfig {
        new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
        valences = new DecoderConfig(edges, types, codeInput, connectivity, propagation, valences).valences();
        if (!valences.isEmpty() && valences.size() != nodeTypes) {
            throw new IllegalArgumentException(
                    "valences " + valences + ": give one for each of the " + nodeTypes + " node types, or none");
        }
        if (latentDim < 1) {
            throw new IllegalArgumentException("latentDim " + latentDim + ": must be at least 1");
        }
        if (pathDim < 0) {
            throw new IllegalArgumentException("pathDim " + pathDim + ": must be at least 1, or 0 for no path code");
        }
        if (priorComponents < 0) {
            throw new IllegalArgumentException(
                    "priorComponents " + priorComponents + ": must be at least 1, or 0 for the prior N(0, I)");
        }
        if (posterior == Posterior.POINT && priorComponents > 0) {
            throw new IllegalArgumentException("priorComponents " + priorComponents
                    + ": a prior is learned by a bound, and a point posterior has none; use 0");
        }
        if (posterior == Posterior.POINT && pathDim > 0) {
            throw new IllegalArgumentException(
                    "pathDim " + pathDim + ": a point posterior's code is the last node's state alone; use 0");
        }
        if (posterior == Posterior.POINT && start.logStd() != 0) {
            throw new IllegalArgumentException(
                    "logStd " + start.logStd() + ": a point posterior's code has no standard deviation; use 0");
        }
        if (posterior == Posterior.POINT && latentDim != nodeDim) {
            throw new IllegalArgumentException("latentDim " + latentDim + " with nodeDim " + nodeDim
                    + ": a point posterior's code is a node state; set them equal");
        }
    }

    /** {@return the sizes of encoder and decoder} */
    public Sizes sizes() {
        return new Sizes(nodeDim, messageDim, graphDim, rounds, nodeTypes, edgeTypes);
    }

    /** {@return the choices of the encoder; a decoder that builds connected graphs has one that keeps them connected} */
    public EncoderConfig encoder() {
        return new EncoderConfig(removal, connectivity == Connectivity.CONNECTED, pathDim);
    }

    /** {@return the choices of the decoder} */
    public DecoderConfig decoder() {
        return new DecoderConfig(edges, types, codeInput, connectivity, propagation, valences);
    }

    /**
     * Returns the same model with another kind of removal.
     *
     * @param other the kind
     * @return the changed configuration
     */
    public SgvaeConfig withRemoval(Removal other) {
        return with(other, decoder(), pathDim, priorComponents, start);
    }

    /**
     * Returns the same model with another kind of edges.
     *
     * @param other how the constructor decides on edges
     * @return the changed configuration
     */
    public SgvaeConfig withEdges(EdgeModel other) {
        return with(removal, decoder().withEdges(other), pathDim, priorComponents, start);
    }

    /**
     * Returns the same model with another decoder.
     *
     * @param other its choices
     * @return the changed configuration
     */
    public SgvaeConfig withDecoder(DecoderConfig other) {
        return with(removal, other, pathDim, priorComponents, start);
    }

    /**
     * Returns the same model with another path code.
     *
     * @param other its entries; 0 for none
     * @return the changed configuration
     */
    public SgvaeConfig withPathDim(int other) {
        return with(removal, decoder(), other, priorComponents, start);
    }

    /**
     * Returns the same model with another prior.
     *
     * @param other components of a learned mixture; 0 for \(N(0, I)\)
     * @return the changed configuration
     */
    public SgvaeConfig withPriorComponents(int other) {
        return with(removal, decoder(), pathDim, other, start);
    }

    /**
     * Returns the same model with another start of its encoder.
     *
     * @param other how the encoder starts
     * @return the changed configuration
     */
    public SgvaeConfig withStart(EncoderStart other) {
        return with(removal, decoder(), pathDim, priorComponents, other);
    }

    private SgvaeConfig with(
            Removal otherRemoval,
            DecoderConfig decoder,
            int otherPathDim,
            int otherComponents,
            EncoderStart otherStart) {
        return new SgvaeConfig(
                nodeDim,
                messageDim,
                graphDim,
                rounds,
                nodeTypes,
                edgeTypes,
                posterior,
                latentDim,
                otherRemoval,
                decoder.edges(),
                decoder.types(),
                decoder.codeInput(),
                decoder.connectivity(),
                decoder.propagation(),
                decoder.valences(),
                otherPathDim,
                otherComponents,
                otherStart);
    }

    /**
     * Returns the paper's sizes: d 5, m 6, g 30, T 2, a point posterior.
     *
     * @param nodeTypes number of node types
     * @param edgeTypes number of edge types
     * @return the configuration
     */
    public static SgvaeConfig paper(int nodeTypes, int edgeTypes) {
        return new SgvaeConfig(5, 6, 30, 2, nodeTypes, edgeTypes, Posterior.POINT, 5);
    }

    @Override
    public boolean hasBound() {
        return posterior == Posterior.GAUSSIAN;
    }

    @Override
    public boolean learnsOrder() {
        return true;
    }

    @Override
    public boolean hasStandardNormalPrior() {
        return priorComponents == 0;
    }

    @Override
    public Sgvae create(RandomKey key) {
        return Sgvae.create(this, key);
    }
}
