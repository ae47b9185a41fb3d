# Harvests a catalogue as other platforms do, with a harvester that is not ours: one line a record, its title as XML.
#   harvest.pl BASE-URL PREFIX
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':encoding(UTF-8)';
my ($base, $prefix) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $base, resume => 1);
my $formats = $harvester->ListMetadataFormats;
die $formats->message unless $formats->is_success;
die "no $prefix" unless grep { $_->metadataPrefix eq $prefix } $formats->metadataFormat;
my $records = $harvester->ListRecords(metadataPrefix => $prefix);
while (my $record = $records->next) {
  my ($title) = $record->is_deleted ? '(deleted)' : $record->metadata->dom->toString =~ m{<(?:\w+:)?(?:title|name)\b[^>]*>([^<]*)<};
  print join("\t", $record->identifier, $title // ''), "\n";
}
die $records->message unless $records->is_success;
