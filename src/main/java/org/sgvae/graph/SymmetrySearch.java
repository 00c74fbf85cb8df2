package org.sgvae.graph;

import java.math.BigInteger;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
 * component C have \(|\mathrm{Aut}(C)|^k \, k!\) automorphisms. If it stays connected, a node v of a largest cell is
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
        return group(structure).order();
    }

    /** Automorphisms: how many, and which nodes they map to each other. */
    private record Group(BigInteger order, Orbits orbits) {}

    private Group group(Structure structure) {
        int n = structure.nodes();
        if (n == 1) {
            return new Group(BigInteger.ONE, new Orbits(1));
        }
        int[] stable = Refinement.of(structure, limit);
        Structure reduced = structure.reduced(stable, n);
        List<Structure.Part> parts = reduced.components();
        if (parts.size() > 1) {
            return groupOfParts(n, parts);
        }
        int[] cell = largestCell(stable, n);
        Group fixing = group(reduced.individualised(cell[0]));
        growOrbit(fixing.orbits(), reduced, cell);
        int v = fixing.orbits().root(cell[0]);
        long orbit =
                Arrays.stream(cell).filter(w -> fixing.orbits().root(w) == v).count();
        return new Group(fixing.order().multiply(BigInteger.valueOf(orbit)), fixing.orbits());
    }

    /** Finds the automorphisms missing for the orbit of the first node of a cell, and merges what they map. */
    private void growOrbit(Orbits orbits, Structure structure, int[] cell) {
        Structure fixed = structure.individualised(cell[0]);
        List<Integer> outside = new ArrayList<>(); // one node of each orbit known to differ from the first's
        for (int w : cell) {
            if (orbits.same(cell[0], w) || outside.stream().anyMatch(o -> orbits.same(o, w))) {
                continue;
            }
            Optional<int[]> automorphism = isomorphism(fixed, structure.individualised(w));
            if (automorphism.isEmpty()) {
                outside.add(w);
            } else {
                int[] image = automorphism.get();
                for (int u = 0; u < image.length; u++) {
                    orbits.merge(u, image[u]);
                }
            }
        }
    }

    private Group groupOfParts(int n, List<Structure.Part> parts) {
        Orbits orbits = new Orbits(n);
        BigInteger order = BigInteger.ONE;
        for (List<Structure.Part> copies : isomorphicParts(parts, orbits)) {
            Structure.Part first = copies.get(0);
            Group inside = group(first.structure());
            for (int i = 0; i < first.size(); i++) {
                orbits.merge(first.node(i), first.node(inside.orbits().root(i)));
            }
            order = order.multiply(inside.order().pow(copies.size())).multiply(product(1, copies.size()));
        }
        return new Group(order, orbits);
    }

    /** Sorts parts into isomorphism classes, and merges each node with its image in the first of the class. */
    private Collection<List<Structure.Part>> isomorphicParts(List<Structure.Part> parts, Orbits orbits) {
        Map<IntBuffer, List<Structure.Part>> firstsByKey = new HashMap<>();
        Map<Structure.Part, List<Structure.Part>> classes = new LinkedHashMap<>();
        for (Structure.Part part : parts) {
            List<Structure.Part> firsts = firstsByKey.computeIfAbsent(part.key(), key -> new ArrayList<>());
            Structure.Part home = part;
            for (Structure.Part first : firsts) {
                Optional<int[]> map = isomorphism(first.structure(), part.structure());
                if (map.isPresent()) {
                    home = first;
                    for (int i = 0; i < part.size(); i++) {
                        orbits.merge(first.node(i), part.node(map.get()[i]));
                    }
                    break;
                }
            }
            if (home == part) {
                firsts.add(part);
            }
            classes.computeIfAbsent(home, key -> new ArrayList<>()).add(part);
        }
        return classes.values();
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
        int v = largestCell(stableA, 2 * n)[0];
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
                    for (int i = 0; i < part.size(); i++) {
                        image[part.node(i)] = candidate.node(map.get()[i]);
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

    /** The first largest cell; it has two nodes or more wherever a reduced structure of several nodes is connected. */
    private static int[] largestCell(int[] stable, int bound) {
        int[] largest = new int[0];
        for (int[] cell : Structure.cells(stable, bound)) {
            if (cell.length > largest.length) {
                largest = cell;
            }
        }
        return largest;
    }

    /** from · (from + 1) · … · to, by halves, so that large factors meet only a few times. */
    private static BigInteger product(int from, int to) {
        if (from == to) {
            return BigInteger.valueOf(from);
        }
        int middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle + 1, to));
    }

    /** Which nodes automorphisms map to each other, as far as known: union–find. */
    private static final class Orbits {

        private final int[] parent;

        Orbits(int n) {
            parent = Orderings.identity(n);
        }

        void merge(int v, int w) {
            parent[root(v)] = root(w);
        }

        boolean same(int v, int w) {
            return root(v) == root(w);
        }

        int root(int v) {
            while (parent[v] != v) {
                parent[v] = parent[parent[v]];
                v = parent[v];
            }
            return v;
        }
    }
}
