/**
 * Common words that are told apart over a telephone, none of which is another with an ending. Fingerprints are spelled
 * with them in their order, so the list is never changed.
 */
export const SPOKEN_WORDS: readonly string[] = `
  acorn actor album alder alley amber anchor angle apple apron arch arrow aspen atlas attic autumn badge baker
  ball banana banjo barley barn basil basket beach beacon beaver bedrock beetle bell bench berry birch
  bishop blanket bloom boat bonnet border bottle boulder branch brass bread brick bridge brook broom brush
  bucket buckle bugle button cabbage cabin cactus camel camera canal candle canoe canvas canyon captain caravan
  carbon cargo carpet carrot castle cavern cedar cello chalk chapel cheese cherry chess chimney chorus cider
  cinema circle citrus clay cliff clock clover coast cobalt coffee comet compass concert copper coral cork
  corner cotton cradle crane crater crayon crown crystal cupboard curtain cushion cycle daisy dancer dawn deck
  denim desert diamond dinner dolphin donkey door dragon drawer drift drum duck dune eagle earth easel echo
  eclipse elbow elm ember emerald engine envelope evening fable fabric falcon farmer feather fence fern ferry
  fiddle field finch flag flame flint flock flute foam forest fossil fountain fox frame frost fruit fudge
  galaxy gallery garage garden garlic garnet gate ginger giraffe glacier glass globe glove goblet goose grain
  granite grape grass gravel guitar gull hammer hammock harbour harp harvest hazel heather hedge helmet heron
  hill hinge hobby hockey holly honey horizon hornet horse hotel hunter icicle igloo index indigo ink insect
  island ivory jacket jam jasmine jelly jersey jewel jigsaw jockey journey juggler juice jumper jungle juniper
  kayak kennel kettle keyboard kiln kingdom kiosk kitchen kite kitten koala label ladder lagoon lake lamp
  lantern larch lark lattice laurel lawn leaf legend lemon lentil letter lever library lilac lily lime linen
  lion lizard llama lobster locket lodge lotus lunch lupin magnet magpie mallet mango mantle maple marble
  margin market marsh mask meadow melody melon mercury meteor midnight mill mineral mint mirror mitten
  monkey morning mosaic moss motor mountain mulberry museum mustard napkin narrow nectar needle nest
  nickel nimble noodle north notebook novel nugget nutmeg oak oasis oat ocean octopus olive onion opal opera
  orange orbit orchard orchid organ osprey otter oval owl oxygen oyster paddle palace palm panda panel panther
  paper parade parcel park parrot parsley pasture patch pavement peach peacock pearl pebble pelican pencil
  penguin pepper piano picnic pigeon pillow pilot pine pirate planet plaster plum pocket poem polar polka pond
  pony poplar poppy porch portrait postcard potato pottery powder prairie prism pudding puffin pulley pumpkin
  puppet purple puzzle pyramid quarry quartz quilt quiver rabbit raccoon radio radish raft railway rainbow
  raisin ranger raven ribbon rice ridge ripple river robin rocket roof rope rose ruby rudder rug saddle
  saffron sailor salad salmon sandal sapphire satin saucer scarf school scooter season seed shadow shell
  shepherd shield shovel shutter signal silk silver singer sketch slate sleigh slipper smoke snail snow sofa
  sparrow spice spider spinach spiral spoon spruce squash squirrel stable stamp star statue steam stone stork
  storm stove straw stream sugar summer summit sunset swan sweater syrup table tailor talcum tapestry teapot
  temple tennis tent thimble thistle thunder ticket tiger timber toast toffee tomato torch tortoise tower
  tractor trail train treacle trellis triangle trout trumpet tulip tundra tunnel turnip turtle twig umbrella
  unicorn valley vanilla velvet verandah violet violin volcano voyage waffle wagon walnut walrus water wave
  weasel whale wheat whistle willow window winter wizard wolf wombat wool wren yacht yellow yoghurt zebra
  zephyr zigzag zinc
`
  .trim()
  .split(/\s+/);
