package org.sgvae.graph;

import java.math.BigInteger;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Isomorphisms and automorphisms by refinement, splitting and individualisation.
 *
 * <p>Every step first makes the colours stable ({@link Refinement}) and drops the relations that the colours already
 * imply ({@link Structure#reduced}). If the structure then falls into components these are treated one by one: to match
 * two structures their components can be matched greedily, because isomorphism is an equivalence; and k copies of a
 * component C have \(|\mathrm{Aut}(C)|^k \, k!\) automorphisms. If it stays connected, a node v of a smallest cell is
 * given a colour of its own and the rest follows by recursion, for automorphisms by orbit and stabiliser:
 * \[ |\mathrm{Aut}| = |\mathrm{orbit}(v)| \cdot |\mathrm{Aut}_v|. \]
 *
 * <p>Trees and most other graphs need no choice that could be wrong. Where choices fail (strongly regular graphs and
 * their like) the work can grow exponentially; the {@link SearchLimit} then ends it.
 */
final class SymmetrySearch {

    private final SearchLimit limit;

    SymmetrySearch(SearchLimit limit) {
        this.limit = limit;
    }

    /** The number of permutations of the nodes that keep colours and relations. */
    BigInteger automorphisms(Structure structure) {
        int n = structure.nodes();
        if (n == 1) {
            return BigInteger.ONE;
        }
        int[] stable = Refinement.of(structure, limit);
        Structure reduced = structure.reduced(stable, n);
        List<Structure.Part> parts = reduced.components();
        if (parts.size() == 1) {
            int[] cell = smallestCell(stable, n);
            int v = cell[0];
            return BigInteger.valueOf(orbitSize(reduced, v, cell)).multiply(automorphisms(reduced.individualised(v)));
        }
        BigInteger total = BigInteger.ONE;
        for (List<Structure.Part> copies : isomorphicParts(parts)) {
            total = total.multiply(automorphisms(copies.get(0).structure()).pow(copies.size()))
                    .multiply(product(1, copies.size()));
        }
        return total;
    }

    /** Number of nodes of a cell that some automorphism maps v to. */
    private int orbitSize(Structure structure, int v, int[] cell) {
        Orbits orbits = new Orbits(structure.nodes());
        List<Integer> outside = new ArrayList<>(); // one node of each orbit known to differ from v's
        for (int w : cell) {
            if (orbits.same(v, w) || outside.stream().anyMatch(o -> orbits.same(o, w))) {
                continue;
            }
            isomorphism(structure.individualised(v), structure.individualised(w))
                    .ifPresentOrElse(orbits::merge, () -> outside.add(w));
        }
        return (int) Arrays.stream(cell).filter(w -> orbits.same(v, w)).count();
    }

    private List<List<Structure.Part>> isomorphicParts(List<Structure.Part> parts) {
        Map<IntBuffer, List<List<Structure.Part>>> byKey = new LinkedHashMap<>();
        for (Structure.Part part : parts) {
            List<List<Structure.Part>> classes = byKey.computeIfAbsent(part.key(), key -> new ArrayList<>());
            classes.stream()
                    .filter(known -> isomorphism(known.get(0).structure(), part.structure())
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> {
                        classes.add(new ArrayList<>());
                        return classes.get(classes.size() - 1);
                    })
                    .add(part);
        }
        return byKey.values().stream().flatMap(List::stream).toList();
    }

    /**
     * A bijection between the nodes of two structures that keeps colours and relations, if there is one.
     *
     * @return for each node of a its node of b
     */
    Optional<int[]> isomorphism(Structure a, Structure b) {
        int n = a.nodes();
        if (n != b.nodes() || a.arcs() != b.arcs()) {
            return Optional.empty();
        }
        int[] stable = Refinement.ofPair(a, b, limit);
        if (stable.length == 0) {
            return Optional.empty();
        }
        int[] stableA = Arrays.copyOf(stable, n);
        int[] stableB = Arrays.copyOfRange(stable, n, 2 * n);
        int[][] cellsB = Structure.cells(stableB, 2 * n);
        if (Arrays.stream(stableA).allMatch(colour -> cellsB[colour].length == 1)) {
            return Optional.of(
                    Arrays.stream(stableA).map(colour -> cellsB[colour][0]).toArray());
        }
        Structure reducedA = a.reduced(stableA, 2 * n);
        Structure reducedB = b.reduced(stableB, 2 * n);
        List<Structure.Part> partsA = reducedA.components();
        List<Structure.Part> partsB = reducedB.components();
        if (partsA.size() != partsB.size()) {
            return Optional.empty();
        }
        if (partsA.size() > 1) {
            return matchParts(n, partsA, partsB);
        }
        int v = smallestCell(stableA, 2 * n)[0];
        Structure fixed = reducedA.individualised(v);
        return Arrays.stream(cellsB[stableA[v]])
                .mapToObj(w -> isomorphism(fixed, reducedB.individualised(w)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<int[]> matchParts(int n, List<Structure.Part> partsA, List<Structure.Part> partsB) {
        Map<IntBuffer, Deque<Structure.Part>> unmatched = new HashMap<>();
        for (Structure.Part part : partsB) {
            unmatched.computeIfAbsent(part.key(), key -> new ArrayDeque<>()).add(part);
        }
        int[] image = new int[n];
        for (Structure.Part part : partsA) {
            Deque<Structure.Part> candidates = unmatched.getOrDefault(part.key(), new ArrayDeque<>());
            boolean matched = false;
            for (int tries = candidates.size(); tries > 0 && !matched; tries--) {
                Structure.Part candidate = candidates.remove();
                Optional<int[]> map = isomorphism(part.structure(), candidate.structure());
                if (map.isPresent()) {
                    matched = true;
                    for (int i = 0; i < part.nodes().length; i++) {
                        image[part.nodes()[i]] = candidate.nodes()[map.get()[i]];
                    }
                } else {
                    candidates.add(candidate);
                }
            }
            if (!matched) {
                return Optional.empty();
            }
        }
        return Optional.of(image);
    }

    /** The first smallest cell of two nodes or more; there is one wherever a reduced structure is connected. */
    private static int[] smallestCell(int[] stable, int bound) {
        int[] best = new int[0];
        for (int[] cell : Structure.cells(stable, bound)) {
            if (cell.length > 1 && (best.length == 0 || cell.length < best.length)) {
                best = cell;
            }
        }
        return best;
    }

    /** from · (from + 1) · … · to, by halves, so that large factors meet only a few times. */
    private static BigInteger product(int from, int to) {
        if (from == to) {
            return BigInteger.valueOf(from);
        }
        int middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle + 1, to));
    }

    /** Which nodes the automorphisms found so far can map to each other: union–find. */
    private static final class Orbits {

        private final int[] parent;

        Orbits(int n) {
            parent = Orderings.identity(n);
        }

        void merge(int[] automorphism) {
            for (int v = 0; v < automorphism.length; v++) {
                parent[root(v)] = root(automorphism[v]);
            }
        }

        boolean same(int v, int w) {
            return root(v) == root(w);
        }

        private int root(int v) {
            while (parent[v] != v) {
                parent[v] = parent[parent[v]];
                v = parent[v];
            }
            return v;
        }
    }
}
